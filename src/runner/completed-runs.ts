/** Collects the runs as far as they have come, for reports of an interrupted run. */
import type { Envelope } from '@cucumber/messages';
import { KEPT_MEDIA_TYPE } from '../replay/kept-exchange';
import type { Run } from './merged-run';
import type { Listener } from './suite';

export class CompletedRuns implements Listener {
  readonly #runs: { readonly kubernetesVersion: string; readonly target: string; readonly envelopes: Envelope[] }[] = [];

  constructor(readonly target: string) {}

  get runs(): readonly Run[] {
    return this.#runs;
  }

  begin(kubernetesVersion: string): void {
    this.#runs.push({ kubernetesVersion, target: this.target, envelopes: [] });
  }

  envelope(_kubernetesVersion: string, envelope: Envelope): void {
    if (envelope.attachment?.mediaType !== KEPT_MEDIA_TYPE) this.#runs.at(-1)?.envelopes.push(envelope);
  }
}
