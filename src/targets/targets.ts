/** The kinds of API server that scenarios run on, by the names that profiles and --target use. */
import { cluster } from './cluster/cluster';
import { embedded } from './embedded';
import { envtest } from './envtest/envtest';
import { http } from './http';
import type { TargetKind } from './target';

const TARGETS = { embedded, http, envtest, cluster } as const satisfies Record<string, TargetKind>;

export type TargetName = keyof typeof TARGETS;

export function targetKind(name: string): TargetKind {
  if (Object.hasOwn(TARGETS, name)) return TARGETS[name as TargetName];
  throw new Error(`There is no target ${JSON.stringify(name)}: name one of ${Object.keys(TARGETS).join(', ')}.`);
}

/** Ends what targets keep from scenario to scenario. What one of them could not end is told when all have. */
export async function closeTargets(): Promise<void> {
  const kinds: readonly TargetKind[] = Object.values(TARGETS);
  const ended = await Promise.allSettled(kinds.map((kind) => kind.close?.()));
  const failed = ended.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
  if (failed.length > 0) throw new AggregateError(failed, failed.map(String).join('; '));
}
