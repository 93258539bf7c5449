/** DELETE of a collection: k8s.io/apiserver/pkg/endpoints/handlers/delete.go DeleteCollection. Answers with what was there. */
import type { HandlerResult } from '../../api/registry';
import { Turn } from '../../golang/turns';
import { StatusError } from '../../errors/status-error';
import { admitDeletion, warnOfDeletion } from './delete';
import { deleteOptions } from './delete-options';
import type { RequestScope } from './request-scope';
import { collectionOf, selected } from './list';
import { listOptions } from './list-options';
import { checkNotInFuture, parseResourceVersion, readBy } from './resource-version';
import { storeDelete } from './store-delete';

export async function deleteCollection(scope: RequestScope): Promise<HandlerResult> {
  const listed = listOptions(scope);
  const options = deleteOptions(scope, 'collection');
  warnOfDeletion(scope, options);
  const by = readBy(scope, listed);
  checkNotInFuture(scope, parseResourceVersion(scope, listed.resourceVersion, by), by);
  const revision = scope.context.storage.revision;
  const objects = await selected(scope, { ...listed, continue: '' });
  const turn = new Turn();
  for (const { metadata } of objects) {
    const { namespace = '', name = '' } = metadata;
    try {
      await storeDelete({ ...scope, namespace }, name, options, admitDeletion(scope, options, ''));
    } catch (error) {
      if (!(error instanceof StatusError) || error.code !== 404) throw error;
    }
    if (turn.isOver()) await turn.next();
  }
  return { status: 200, collection: collectionOf(scope, objects, { resourceVersion: String(revision) }) };
}
