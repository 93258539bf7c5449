/**
 * What a shard leaves for `cukernetes merge`: before its first scenario the whole plan, then each message as it comes, and at its
 * end a marker. So a shard that died differs from one that passed, and it is known what it should have run.
 */
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { Envelope } from '@cucumber/messages';
import type { RunOptions, PlannedScenario, Shard } from './run-options';
import { masked } from './masked-envelopes';
import type { Masker } from '../report/masking/masker';
import type { Listener, Plan } from './suite';
import { UsageError } from './usage-error';

const PLAN = 'plan.json';
const FINISHED = 'finished.json';
const messagesFile = (kubernetesVersion: string): string => `messages-${kubernetesVersion}.ndjson`;

export interface ShardPlan {
  readonly shard: Shard;
  readonly target: string;
  /** The scenarios of all shards, for each version of Kubernetes. */
  readonly scenarios: Readonly<Record<string, readonly PlannedScenario[]>>;
}

export interface ShardReport extends ShardPlan {
  readonly folder: string;
  readonly finished: boolean;
  readonly envelopes: ReadonlyMap<string, readonly Envelope[]>;
}

export class ShardFiles implements Listener {
  readonly #folder: string;
  #messages: number | undefined;

  constructor(
    folder: string,
    options: RunOptions,
    shard: Shard,
    plan: Plan,
    readonly masker: Masker,
  ) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
    for (const file of readdirSync(folder)) if (file === FINISHED || file.startsWith('messages-')) rmSync(path.join(folder, file));
    const written: ShardPlan = { shard, target: options.target, scenarios: Object.fromEntries(plan) };
    writeFileSync(path.join(folder, PLAN), JSON.stringify(masker.texts(written), undefined, 2));
  }

  begin(kubernetesVersion: string): void {
    this.#messages = openSync(path.join(this.#folder, messagesFile(kubernetesVersion)), 'w');
  }

  envelope(_kubernetesVersion: string, envelope: Envelope): void {
    if (this.#messages !== undefined) writeSync(this.#messages, `${JSON.stringify(envelope)}\n`);
  }

  end(): void {
    if (this.#messages !== undefined) closeSync(this.#messages);
    this.#messages = undefined;
  }

  /** After everything else. What became known to be secret later than its message was written is masked now. */
  finish(): void {
    for (const file of readdirSync(this.#folder).filter((name) => name.startsWith('messages-'))) {
      const place = path.join(this.#folder, file);
      const all = envelopesIn(place).map((envelope) => `${JSON.stringify(masked(envelope, this.masker))}\n`);
      writeFileSync(place, all.join(''));
    }
    writeFileSync(path.join(this.#folder, FINISHED), '{}\n');
  }
}

/** A shard that was killed may have left half a line. */
function envelopesIn(file: string): readonly Envelope[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.slice(0, -1).map((line) => JSON.parse(line) as Envelope);
}

function reportIn(folder: string): ShardReport {
  const plan = JSON.parse(readFileSync(path.join(folder, PLAN), 'utf8')) as ShardPlan;
  const files = new Set(readdirSync(folder));
  const versions = Object.keys(plan.scenarios).filter((version) => files.has(messagesFile(version)));
  const envelopes = new Map(versions.map((version) => [version, envelopesIn(path.join(folder, messagesFile(version)))] as const));
  return { ...plan, folder, finished: files.has(FINISHED), envelopes };
}

/** The reports of shards in a folder and below it. */
export function shardReportsIn(folder: string): readonly ShardReport[] {
  const plans = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => path.basename(file) === PLAN);
  if (plans.length === 0) throw new UsageError(`${folder}: no shard left its report here: ${PLAN} is missing`);
  return plans.sort().map((file) => reportIn(path.join(folder, path.dirname(file))));
}
