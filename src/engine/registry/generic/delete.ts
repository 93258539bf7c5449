/** DELETE of one object: k8s.io/apiserver/pkg/endpoints/handlers/delete.go DeleteResource. */
import type { HandlerResult } from '../../api/registry';
import type { KubeObject } from '../../api/objects';
import { admissionAttributes } from './admission-attributes';
import { answered, toRequested } from './conversion';
import { deleteOptions, isUnsafe, shownOptions, type DeleteOptions } from './delete-options';
import { versionOfScope, type RequestScope } from './request-scope';
import { answersWithObject, deletionStatus, storeDelete } from './store-delete';
import { deleteUnsafely } from './unsafe-delete';

/** Admission's word on the deletion of an object. */
export function admitDeletion(scope: RequestScope, options: DeleteOptions, name: string): (object: KubeObject) => Promise<void> {
  const { admission } = scope.context;
  return async (object) => {
    const attributes = admissionAttributes(scope, {
      operation: 'DELETE',
      oldObject: toRequested(scope, object),
      dryRun: (options.dryRun ?? []).length > 0,
      options: shownOptions(options),
      name,
    });
    await admission.admit(attributes);
    await admission.validate(attributes);
  };
}

const JOBS_ORPHAN_PODS =
  'child pods are preserved by default when jobs are deleted; set propagationPolicy=Background to remove them or set propagationPolicy=Orphan to suppress this warning';

/** Jobs leave their pods behind unless the client says otherwise. Upstream: pkg/registry/batch/job/storage/storage.go */
export function warnOfDeletion({ call, context, resource: { stored } }: RequestScope, { orphanDependents, propagationPolicy }: DeleteOptions): void {
  const isJob = stored.group === 'batch' && stored.resource === 'jobs';
  if (isJob && orphanDependents === undefined && propagationPolicy === undefined && context.options.version.has('jobDeletionWarned'))
    call.warnings.push(JOBS_ORPHAN_PODS);
}

export async function deleteOne(scope: RequestScope): Promise<HandlerResult> {
  const options = deleteOptions(scope, 'object');
  if (isUnsafe(options, versionOfScope(scope))) return deleteUnsafely(scope);
  warnOfDeletion(scope, options);
  const { object, gone } = await storeDelete(scope, scope.name, options, admitDeletion(scope, options, scope.name));
  const saysGone = gone || scope.resource.strategy.answersDeletionWithStatus?.(versionOfScope(scope)) === true;
  if (saysGone) return { status: 200, object: answersWithObject(scope) ? answered(scope, object) : deletionStatus(scope, object) };
  // Accepted instead of OK only for those who ask in the oldest way.
  return { status: options.orphanDependents === false ? 202 : 200, object: answered(scope, object) };
}
