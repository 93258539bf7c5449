/**
 * The reports of shards as one run. A shard that is missing, or that ended before its last scenario, is a problem, and its scenarios
 * are failures of the merged report.
 */
import type { PlannedScenario, Shard } from './run-options';
import { failures, featuresIn, unfinished } from './completeness';
import type { Run } from './merged-run';
import { shareOf } from './run-version';
import type { ShardReport } from './shard-files';
import { UsageError } from './usage-error';

export interface MergedShards {
  readonly runs: readonly Run[];
  readonly problems: readonly string[];
}

const planned = ({ target, scenarios, shard: { total } }: ShardReport): string => JSON.stringify([target, total, scenarios]);

function checkTogether(reports: readonly ShardReport[]): void {
  const [first] = reports;
  const stranger = reports.find((report) => first !== undefined && planned(report) !== planned(first));
  if (stranger !== undefined) throw new UsageError(`${stranger.folder} and ${first?.folder ?? ''} are not of the same run: what they planned differs`);
  const twice = reports.find(({ shard }, at) => reports.findIndex((other) => other.shard.index === shard.index) !== at);
  if (twice !== undefined) throw new UsageError(`${twice.folder}: shard ${twice.shard.index}/${twice.shard.total} is there twice`);
}

function failedRun(run: Run, lost: readonly PlannedScenario[], why: string): Run {
  const timestamp = run.envelopes.flatMap(({ testRunStarted }) => testRunStarted?.timestamp ?? [])[0] ?? { seconds: 0, nanos: 0 };
  return { ...run, envelopes: [...run.envelopes, ...failures(lost, why, run.envelopes), { testRunFinished: { success: false, timestamp } }] };
}

export function mergeShards(reports: readonly ShardReport[]): MergedShards {
  checkTogether(reports);
  const [first] = reports;
  if (first === undefined) return { runs: [], problems: ['no shard was found'] };
  const { total } = first.shard;
  const byIndex = new Map(reports.map((report) => [report.shard.index, report]));
  const problems: string[] = [];
  const runs: Run[] = [];
  const nameOf = ({ index }: Shard): string => `shard ${index}/${total}`;

  for (let index = 1; index <= total; index += 1) {
    const shard = { index, total };
    const report = byIndex.get(index);
    const lostOfShard: PlannedScenario[] = [];
    const why = report === undefined ? `${nameOf(shard)} left no report.` : `${nameOf(shard)} ended before this scenario had finished.`;
    for (const [kubernetesVersion, scenarios] of Object.entries(first.scenarios)) {
      // Every shard reads all features, so each knows what another should have run.
      const known = reports.map(({ envelopes }) => featuresIn(envelopes.get(kubernetesVersion) ?? [])).find(({ length }) => length > 0) ?? [];
      const envelopes = report?.envelopes.get(kubernetesVersion) ?? known;
      const run = { kubernetesVersion, target: first.target, envelopes: envelopes.some(({ pickle }) => pickle !== undefined) ? envelopes : known };
      const lost = unfinished(shareOf(scenarios, shard), envelopes);
      lostOfShard.push(...lost);
      runs.push(lost.length > 0 || report?.finished !== true ? failedRun(run, lost, why) : run);
    }
    if (report?.finished === true && lostOfShard.length === 0) continue;
    const what = report === undefined ? 'left no report' : 'did not finish';
    problems.push(
      [`${nameOf(shard)} ${what}: ${lostOfShard.length} scenarios were not run`, ...lostOfShard.map(({ uri, line, name }) => `  ${uri}:${line}  ${name}`)].join(
        '\n',
      ),
    );
  }
  return { runs, problems };
}
