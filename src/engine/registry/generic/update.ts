/** PUT of an object: k8s.io/apiserver/pkg/endpoints/handlers/update.go. */
import type { Answer } from '../../api/registry';
import type { KubeObject } from '../../api/objects';
import { badRequest } from '../../errors/status-error';
import { settled, tracked } from './managed-fields/track';
import { answered, toRequested, toStored } from './conversion';
import { decodeBody } from './decode-body';
import { versionOfExchange, type Exchange } from './exchange';
import { storeUpdate } from './store-update';
import { inNamespaceOfRequest } from './system-fields';
import { admitUpdate, authorizedUpdate, validateCreate, validateUpdate } from './update-admission';
import { writeOptions } from './write-options';

/** Throws 400 when the object is not the one that the URL names. */
export function checkName({ name, namespace }: Exchange, { metadata }: KubeObject): void {
  if ((metadata.name ?? '') === '') throw badRequest(`the name of the object (${name} based on URL) was undeterminable: name must be provided`);
  if (metadata.name !== name) throw badRequest(`the name of the object (${metadata.name}) does not match the name on the URL (${name})`);
  const own = metadata.namespace ?? '';
  if (namespace !== '' && own !== '' && own !== namespace)
    throw badRequest(`the namespace of the object (${own}) does not match the namespace on the request (${namespace})`);
}

export async function update(exchange: Exchange): Promise<Answer> {
  const version = versionOfExchange(exchange);
  const options = writeOptions('UpdateOptions', exchange.call.query, version);
  const decoded = await decodeBody(exchange, options);
  const given = version.has('namespaceCheckedFirst') ? inNamespaceOfRequest(exchange, decoded) : decoded;
  checkName(exchange, given);
  const { object, created } = await storeUpdate(exchange, {
    uid: given.metadata.uid ?? '',
    updated: async (existing) => {
      const old = existing && toRequested(exchange, existing);
      const owned = await tracked(exchange, options.fieldManager, given, old);
      const admitted = await admitUpdate(exchange, options, owned, old);
      const written = await settled(exchange, admitted, old);
      await exchange.context.scheme.convertAhead(written, exchange.resource.stored.kind);
      const object = toStored(exchange, written);
      await authorizedUpdate(exchange, object, existing);
      return object;
    },
    validateCreate: validateCreate(exchange, options),
    validateUpdate: validateUpdate(exchange, options),
    forceAllowCreate: false,
    dryRun: options.dryRun,
  });
  return { status: created ? 201 : 200, object: answered(exchange, object) };
}
