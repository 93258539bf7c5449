/** Gathers what scenarios keep of their exchanges while a suite runs. */
import type { Envelope } from '@cucumber/messages';
import { KEPT_MEDIA_TYPE, type Kept, type KeptAudit, type KeptExchange, type KeptServer } from '../replay/kept-exchange';
import { Results, type ScenarioResult } from './results';
import type { Listener } from './suite';

export interface KeptScenario {
  readonly kubernetesVersion: string;
  readonly result: ScenarioResult;
  /** How often it was run: more than once where it failed before, and was to be run again. */
  readonly attempts: number;
  /** undefined: the scenario asked nothing. */
  readonly server: KeptServer | undefined;
  readonly exchanges: readonly KeptExchange[];
  readonly audit?: KeptAudit;
}

interface Open {
  server: KeptServer | undefined;
  readonly exchanges: KeptExchange[];
  audit?: KeptAudit;
}

export class KeptScenarios implements Listener {
  readonly scenarios: KeptScenario[] = [];
  #results = new Results();
  readonly #open = new Map<string, Open>();
  readonly #attempts = new Map<string, number>();

  begin(): void {
    this.#results = new Results();
  }

  envelope(kubernetesVersion: string, envelope: Envelope): void {
    const { attachment, testCaseStarted, testCaseFinished } = envelope;
    if (testCaseStarted !== undefined) this.#attempts.set(testCaseStarted.id, testCaseStarted.attempt + 1);
    if (attachment?.mediaType === KEPT_MEDIA_TYPE) this.#keep(attachment.testCaseStartedId ?? '', JSON.parse(attachment.body) as Kept);
    const result = this.#results.update(envelope);
    if (result === undefined || testCaseFinished === undefined) return;
    const kept = this.#open.get(testCaseFinished.testCaseStartedId) ?? { server: undefined, exchanges: [] };
    this.#open.delete(testCaseFinished.testCaseStartedId);
    this.scenarios.push({ kubernetesVersion, result, attempts: this.#attempts.get(testCaseFinished.testCaseStartedId) ?? 1, ...kept });
  }

  #keep(attempt: string, kept: Kept): void {
    const open: Open = this.#open.get(attempt) ?? { server: undefined, exchanges: [] };
    this.#open.set(attempt, open);
    if ('server' in kept) open.server = kept.server;
    else if ('audit' in kept) open.audit = kept.audit;
    else open.exchanges.push(kept.exchange);
  }
}
