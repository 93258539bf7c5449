/**
 * How long the steps of admission and each of its plugins take, as /metrics has it: histograms, and for the steps a summary.
 * After k8s.io/apiserver/pkg/admission/metrics/metrics.go.
 */
import type { AdmissionAttributes, Operation } from '../api/admission';
import { compareBytes } from '../golang/bytes';
import type { Version } from '../versions';

type Step = 'admit' | 'validate';

const QUANTILES = [0.5, 0.9, 0.99];
/** The quantiles of a summary are those of so many observations, the latest ones. */
const LATEST = 512;

class Series {
  readonly #buckets: number[];
  readonly #latest: number[] = [];
  #sum = 0;
  #count = 0;

  constructor(private readonly bounds: readonly number[]) {
    this.#buckets = bounds.map(() => 0);
  }

  observe(seconds: number): void {
    for (const [at, bound] of this.bounds.entries()) if (seconds <= bound) this.#buckets[at] = (this.#buckets[at] ?? 0) + 1;
    this.#latest[this.#count % LATEST] = seconds;
    this.#sum += seconds;
    this.#count += 1;
  }

  histogram(name: string, labels: string): readonly string[] {
    const bucket = (bound: string, count: number): string => `${name}_bucket{${labels},le="${bound}"} ${count}`;
    return [...this.bounds.map((bound, at) => bucket(String(bound), this.#buckets[at] ?? 0)), bucket('+Inf', this.#count), ...this.#totals(name, labels)];
  }

  summary(name: string, labels: string): readonly string[] {
    const sorted = [...this.#latest].sort((a, b) => a - b);
    const quantile = (share: number): number => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
    return [...QUANTILES.map((share) => `${name}{${labels},quantile="${share}"} ${quantile(share)}`), ...this.#totals(name, labels)];
  }

  #totals(name: string, labels: string): readonly string[] {
    return [`${name}_sum{${labels}} ${this.#sum}`, `${name}_count{${labels}} ${this.#count}`];
  }
}

const labelsOf = (operation: Operation, rejected: boolean, type: Step): string => `operation="${operation}",rejected="${rejected}",type="${type}"`;

const STEPS = 'apiserver_admission_step_admission_duration_seconds';
const PLUGINS = 'apiserver_admission_controller_admission_duration_seconds';
const OF_STEPS = 'broken out for each operation and API resource and step type (validate or admit).';
const OF_PLUGINS =
  'Admission controller latency histogram in seconds, identified by name and broken out for each operation and API resource and type (validate or admit).';

export class ChainMetrics {
  readonly #steps = new Map<string, Series>();
  readonly #plugins = new Map<string, Series>();
  readonly #bounds: readonly number[];

  constructor(private readonly version: Version) {
    this.#bounds = version.has('admissionMetricsStable') ? [0.005, 0.025, 0.1, 0.5, 1, 2.5] : [0.005, 0.025, 0.1, 0.5, 2.5];
  }

  step<T>(type: Step, { operation }: AdmissionAttributes, act: () => Promise<T>): Promise<T> {
    return this.#timed(this.#steps, (rejected) => labelsOf(operation, rejected, type), act);
  }

  plugin<T>(name: string, type: Step, { operation }: AdmissionAttributes, act: () => T | Promise<T>): Promise<T> {
    return this.#timed(this.#plugins, (rejected) => `name="${name}",${labelsOf(operation, rejected, type)}`, act);
  }

  async #timed<T>(series: Map<string, Series>, labels: (rejected: boolean) => string, act: () => T | Promise<T>): Promise<T> {
    const begun = performance.now();
    let rejected = true;
    try {
      const result = await act();
      rejected = false;
      return result;
    } finally {
      const key = labels(rejected);
      const known = series.get(key) ?? new Series(this.#bounds);
      series.set(key, known);
      known.observe((performance.now() - begun) / 1000);
    }
  }

  /** In the text format of Prometheus; nothing as long as nothing was admitted. */
  text(): string {
    const stability = this.version.has('admissionMetricsStable') ? 'STABLE' : 'ALPHA';
    const summary = `${STEPS}_summary`;
    return [
      ...family(PLUGINS, `[${stability}] ${OF_PLUGINS}`, 'histogram', this.#plugins, (series, labels) => series.histogram(PLUGINS, labels)),
      ...family(STEPS, `[${stability}] Admission sub-step latency histogram in seconds, ${OF_STEPS}`, 'histogram', this.#steps, (series, labels) =>
        series.histogram(STEPS, labels),
      ),
      ...family(summary, `[ALPHA] Admission sub-step latency summary in seconds, ${OF_STEPS}`, 'summary', this.#steps, (series, labels) =>
        series.summary(summary, labels),
      ),
    ].join('');
  }
}

function family(
  name: string,
  help: string,
  type: string,
  all: ReadonlyMap<string, Series>,
  lines: (series: Series, labels: string) => readonly string[],
): readonly string[] {
  if (all.size === 0) return [];
  const sorted = [...all].sort(([a], [b]) => compareBytes(a, b));
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...sorted.flatMap(([labels, series]) => lines(series, labels))].map((line) => `${line}\n`);
}
