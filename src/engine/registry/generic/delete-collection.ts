/** DELETE of a collection: k8s.io/apiserver/pkg/endpoints/handlers/delete.go DeleteCollection. Answers with what was there. */
import type { Answer } from '../../api/registry';
import { Turn } from '../../golang/turns';
import { StatusError } from '../../errors/status-error';
import { admitDeletion, warnOfDeletion } from './delete';
import { deleteOptions } from './delete-options';
import type { Exchange } from './exchange';
import { collectionOf, selected } from './list';
import { listOptions } from './list-options';
import { checkNotInFuture, parseResourceVersion, readBy } from './resource-version';
import { storeDelete } from './store-delete';

export async function deleteCollection(exchange: Exchange): Promise<Answer> {
  const listed = listOptions(exchange);
  const options = deleteOptions(exchange, 'collection');
  warnOfDeletion(exchange, options);
  const by = readBy(exchange, listed);
  checkNotInFuture(exchange, parseResourceVersion(exchange, listed.resourceVersion, by), by);
  const revision = exchange.context.storage.revision;
  const objects = await selected(exchange, { ...listed, continue: '' });
  const turn = new Turn();
  for (const { metadata } of objects) {
    const { namespace = '', name = '' } = metadata;
    try {
      await storeDelete({ ...exchange, namespace }, name, options, admitDeletion(exchange, options, ''));
    } catch (error) {
      if (!(error instanceof StatusError) || error.code !== 404) throw error;
    }
    if (turn.isOver()) await turn.next();
  }
  return { status: 200, collection: collectionOf(exchange, objects, { resourceVersion: String(revision) }) };
}
