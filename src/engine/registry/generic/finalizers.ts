/**
 * What a deletion does to the finalizers of the garbage collector: orphan and foregroundDeletion.
 * After k8s.io/apiserver/pkg/registry/generic/registry/store.go deletionFinalizersForGarbageCollection.
 */
import { groupVersionOf } from '../../apimachinery/group-version';
import type { KubeObject } from '../../api/objects';
import type { DeleteOptions } from './delete-options';
import type { Resource } from './resource';

const ORPHAN = 'orphan';
const FOREGROUND = 'foregroundDeletion';
const isCollectors = (finalizer: string): boolean => finalizer === ORPHAN || finalizer === FOREGROUND;

/** The policy asked for, or that of the first finalizer that says one, or the default of the resource. */
function policy({ strategy, group, version }: Resource, finalizers: readonly string[], options: DeleteOptions): string {
  if (strategy.hasNoDependents === true) return 'Background';
  if (options.orphanDependents !== undefined) return options.orphanDependents ? 'Orphan' : 'Background';
  if (options.propagationPolicy !== undefined) return options.propagationPolicy;
  const said = finalizers.find(isCollectors);
  if (said !== undefined) return said === ORPHAN ? 'Orphan' : 'Foreground';
  return strategy.orphansDependents?.(groupVersionOf({ group, version })) === true ? 'Orphan' : 'Background';
}

export function finalizersForDeletion(resource: Resource, { metadata }: KubeObject, options: DeleteOptions): readonly string[] {
  const current = metadata.finalizers ?? [];
  const chosen = policy(resource, current, options);
  const wanted = [
    ...current.filter((finalizer) => !isCollectors(finalizer)),
    ...(chosen === 'Orphan' ? [ORPHAN] : []),
    ...(chosen === 'Foreground' ? [FOREGROUND] : []),
  ];
  const same = wanted.length === new Set(current).size && wanted.every((finalizer) => current.includes(finalizer));
  return same ? current : wanted;
}
