/** A run as lines: each feature, and under it each scenario with how it ended; a failure in full. */
import type { Envelope } from '@cucumber/messages';
import { failureText } from './failure-text';
import { outcome } from './progress';
import { Results, type ScenarioResult } from './results';
import { SitePlaces } from './site-places';
import type { Listener } from './suite';
import { table } from '../engine/golang/map';

const SIGNS = table<string>({ PASSED: '\u2714', SKIPPED: '-', UNDEFINED: '?', PENDING: '?', FAILED: '\u2718' });

/** Takes the messages of a run as they come and writes the lines. */
export class ScenarioList implements Listener {
  #results = new Results();
  #done: ScenarioResult[] = [];
  #feature = '';

  constructor(
    readonly write: (text: string) => unknown,
    private readonly places = SitePlaces.none,
  ) {}

  begin(kubernetesVersion: string): void {
    this.#results = new Results();
    this.#done = [];
    this.#feature = '';
    this.write(`\nKubernetes ${kubernetesVersion}\n`);
  }

  envelope(kubernetesVersion: string, envelope: Envelope): void {
    const result = this.#results.update(envelope);
    if (result === undefined) return;
    this.#done.push(result);
    const { feature, pickle, status, reason, failure } = result;
    if (feature !== this.#feature) this.write(`\n  ${feature}\n`);
    this.#feature = feature;
    this.write(`    ${SIGNS[status] ?? status} ${pickle.name}${reason === undefined ? '' : `  (${reason})`}\n`);
    if (failure !== undefined) this.write(`\n${failureText(result, kubernetesVersion, this.places)}\n`);
  }

  end(): void {
    this.write(`${this.#done.length} scenarios${this.#done.length === 0 ? '' : `: ${outcome(this.#done)}`}\n`);
  }
}
