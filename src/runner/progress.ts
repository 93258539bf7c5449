/**
 * Prints progress while scenarios run. On a terminal one line that moves; elsewhere a line for each feature that is done. A
 * failure is printed in full as soon as it is there.
 */
import type { Envelope } from '@cucumber/messages';
import type { PlannedScenario } from './run-options';
import { failureText } from './failure-text';
import { Results, type ScenarioResult } from './results';
import { SitePlaces } from './site-places';
import type { Listener } from './suite';

export interface Screen {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

const CLEAR_LINE = '\r\u001b[2K';
const DEFAULT_WIDTH = 80;

interface FeatureCount {
  left: number;
  readonly results: ScenarioResult[];
}

export const outcome = (results: readonly ScenarioResult[]): string => {
  const counts = new Map<string, number>();
  for (const { status } of results) counts.set(status.toLowerCase(), (counts.get(status.toLowerCase()) ?? 0) + 1);
  return [...counts].map(([status, count]) => `${count} ${status}`).join(', ');
};

export class Progress implements Listener {
  #results = new Results();
  #features = new Map<string, FeatureCount>();
  #done: ScenarioResult[] = [];
  #total = 0;

  constructor(
    readonly screen: Screen,
    private readonly places = SitePlaces.none,
  ) {}

  begin(kubernetesVersion: string, scenarios: readonly PlannedScenario[]): void {
    this.#results = new Results();
    this.#features = new Map();
    this.#done = [];
    this.#total = scenarios.length;
    for (const { uri } of scenarios) {
      const feature = this.#features.get(uri) ?? { left: 0, results: [] };
      feature.left += 1;
      this.#features.set(uri, feature);
    }
    this.screen.write(`\nKubernetes ${kubernetesVersion}\n`);
  }

  envelope(kubernetesVersion: string, envelope: Envelope): void {
    const result = this.#results.update(envelope);
    if (result === undefined) return;
    this.#done.push(result);
    if (result.failure !== undefined) this.#line(`\n${failureText(result, kubernetesVersion, this.places)}`);
    this.#countIn(result);
    if (this.screen.isTTY === true) this.screen.write(CLEAR_LINE + this.#state(result.pickle.uri));
  }

  end(): void {
    this.#line(`${this.#done.length} scenarios${this.#done.length === 0 ? '' : `: ${outcome(this.#done)}`}`);
  }

  #countIn(result: ScenarioResult): void {
    const feature = this.#features.get(result.pickle.uri);
    if (feature === undefined) return;
    feature.left -= 1;
    feature.results.push(result);
    if (feature.left > 0 || this.screen.isTTY === true) return;
    const bad = feature.results.some(({ failure }) => failure !== undefined);
    this.#line(`${bad ? 'FAIL' : 'ok  '} ${result.pickle.uri}: ${outcome(feature.results)}`);
  }

  #line(text: string): void {
    this.screen.write(`${this.screen.isTTY === true ? CLEAR_LINE : ''}${text}\n`);
  }

  #state(uri: string): string {
    return `${this.#done.length}/${this.#total} ${outcome(this.#done)}  ${uri}`.slice(0, (this.screen.columns ?? DEFAULT_WIDTH) - 1);
  }
}
