/**
 * What a shard leaves for `cukernetes merge`: before its first scenario the whole plan, then each message as it comes, and at its
 * end a marker. So a shard that died differs from one that passed, and it is known what it should have run.
 */
import { closeSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { Envelope } from '@cucumber/messages';
import type { JsonObject, JsonValue } from '../engine/api/objects';
import { makeFolders } from '../engine/golang/files';
import { isObject } from '../replay/volatile';
import type { RunOptions, PlannedScenario, Shard } from './run-options';
import { filesBelow } from '../files-below';
import { masked } from './masked-envelopes';
import type { Masker } from '../report/masking/masker';
import type { Listener, Plan } from './suite';
import { UsageError } from './usage-error';

const PLAN = 'plan.json';
const FINISHED = 'finished.json';
/** More are a slip of the pen, and each that is missing is a line. */
export const MOST_SHARDS = 10_000;
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
    makeFolders(folder);
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

function textIn(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file}: cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}`, { cause: error });
  }
}

/** Undefined where the text is not that of a JSON object. */
function objectIn(text: string): JsonObject | undefined {
  try {
    const value = JSON.parse(text) as JsonValue;
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A shard that was killed may have left half a line. */
function envelopesIn(file: string): readonly Envelope[] {
  const lines = textIn(file).split('\n');
  return lines.slice(0, -1).map((line, at) => {
    const envelope = objectIn(line);
    if (envelope === undefined || Object.keys(envelope).length === 0)
      throw new UsageError(`${file}:${at + 1}: this is not a message of a run. The file was damaged on its way: take it from the shard again.`);
    return envelope as Envelope;
  });
}

const isShard = (value: JsonValue | undefined): boolean =>
  isObject(value) &&
  [value['index'], value['total']].every((number) => Number.isInteger(number)) &&
  Number(value['index']) >= 1 &&
  Number(value['index']) <= Number(value['total']) &&
  Number(value['total']) <= MOST_SHARDS;

const isScenario = (value: JsonValue): boolean =>
  isObject(value) && typeof value['uri'] === 'string' && typeof value['name'] === 'string' && Number.isInteger(value['line']);

/** Names of targets and versions become names of files. */
const isPlan = ({ shard, target, scenarios }: JsonObject): boolean =>
  isShard(shard) &&
  typeof target === 'string' &&
  /^\w+$/.test(target) &&
  isObject(scenarios) &&
  Object.entries(scenarios).every(([version, planned]) => /^1\.\d+$/.test(version) && Array.isArray(planned) && planned.every(isScenario));

function planIn(file: string): ShardPlan {
  const plan = objectIn(textIn(file));
  if (plan === undefined || !isPlan(plan))
    throw new UsageError(`${file}: this is not the plan that a shard leaves. Name the folders of the shards alone, or take the file from the shard again.`);
  return plan as unknown as ShardPlan;
}

function reportIn(folder: string): ShardReport {
  const plan = planIn(path.join(folder, PLAN));
  const files = new Set(readdirSync(folder));
  const versions = Object.keys(plan.scenarios).filter((version) => files.has(messagesFile(version)));
  const envelopes = new Map(versions.map((version) => [version, envelopesIn(path.join(folder, messagesFile(version)))] as const));
  return { ...plan, folder, finished: files.has(FINISHED), envelopes };
}

/** The reports of shards in a folder and below it. */
export function shardReportsIn(folder: string): readonly ShardReport[] {
  const plans = filesBelow(folder).filter((file) => path.basename(file) === PLAN);
  if (plans.length === 0) throw new UsageError(`${folder}: no shard left its report here: ${PLAN} is missing`);
  return plans.map((file) => reportIn(path.join(folder, path.dirname(file))));
}
