/** DELETE of one object: k8s.io/apiserver/pkg/endpoints/handlers/delete.go DeleteResource. */
import type { Answer } from '../../api/registry';
import type { KubeObject } from '../../api/objects';
import { admissionAttributes } from './admission-attributes';
import { answered, toRequested } from './conversion';
import { deleteOptions, isUnsafe, shownOptions, type DeleteOptions } from './delete-options';
import { versionOfExchange, type Exchange } from './exchange';
import { answersWithObject, deletionStatus, storeDelete } from './store-delete';
import { deleteUnsafely } from './unsafe-delete';

/** Admission's word on the deletion of an object. */
export function admitDeletion(exchange: Exchange, options: DeleteOptions, name: string): (object: KubeObject) => Promise<void> {
  const { admission } = exchange.context;
  return async (object) => {
    const attributes = admissionAttributes(exchange, {
      operation: 'DELETE',
      oldObject: toRequested(exchange, object),
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
export function warnOfDeletion({ call, context, resource: { stored } }: Exchange, { orphanDependents, propagationPolicy }: DeleteOptions): void {
  const isJob = stored.group === 'batch' && stored.resource === 'jobs';
  if (isJob && orphanDependents === undefined && propagationPolicy === undefined && context.options.version.has('jobDeletionWarned'))
    call.warnings.push(JOBS_ORPHAN_PODS);
}

export async function deleteOne(exchange: Exchange): Promise<Answer> {
  const options = deleteOptions(exchange, 'object');
  if (isUnsafe(options, versionOfExchange(exchange))) return deleteUnsafely(exchange);
  warnOfDeletion(exchange, options);
  const { object, gone } = await storeDelete(exchange, exchange.name, options, admitDeletion(exchange, options, exchange.name));
  const saysGone = gone || exchange.resource.strategy.answersDeletionWithStatus?.(versionOfExchange(exchange)) === true;
  if (saysGone) return { status: 200, object: answersWithObject(exchange) ? answered(exchange, object) : deletionStatus(exchange, object) };
  // Accepted instead of OK only for those who ask in the oldest way.
  return { status: options.orphanDependents === false ? 202 : 200, object: answered(exchange, object) };
}
