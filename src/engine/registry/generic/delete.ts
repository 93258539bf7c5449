/** DELETE of one object: k8s.io/apiserver/pkg/endpoints/handlers/delete.go DeleteResource. */
import type { Answer } from '../../api/registry';
import type { KubeObject } from '../../api/objects';
import { admissionAttributes } from './admission-attributes';
import { answered, toRequested } from './conversion';
import { deleteOptions, shownOptions, type DeleteOptions } from './delete-options';
import type { Exchange } from './exchange';
import { answersWithObject, deletionStatus, storeDelete } from './store-delete';

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

export async function deleteOne(exchange: Exchange): Promise<Answer> {
  const options = deleteOptions(exchange, 'object');
  const { object, gone } = await storeDelete(exchange, exchange.name, options, admitDeletion(exchange, options, exchange.name));
  if (gone) return { status: 200, object: answersWithObject(exchange) ? answered(exchange, object) : deletionStatus(exchange, object) };
  // Accepted instead of OK only for those who ask in the oldest way.
  return { status: options.orphanDependents === false ? 202 : 200, object: answered(exchange, object) };
}
