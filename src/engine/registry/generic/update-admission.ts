/**
 * What admission and authorization say to an update, which may turn out to be a creation: then `create` has to be allowed too.
 * After k8s.io/apiserver/pkg/endpoints/handlers/{update,create}.go.
 */
import type { Attributes } from '../../api/attributes';
import type { KubeObject } from '../../api/objects';
import type { Call } from '../../api/registry';
import { forbiddenStatus } from '../../errors/forbidden';
import { forbidden, internalError, type StatusError } from '../../errors/status-error';
import { admissionAttributes } from './admission-attributes';
import { toAdmitted, toRequested } from './conversion';
import { qualifiedResource, versionOfExchange, type Exchange } from './exchange';
import type { WriteOptions } from './write-options';

/** Objects are in the version of the request. */
export async function admitUpdate(exchange: Exchange, options: WriteOptions, object: KubeObject, oldObject: KubeObject | undefined): Promise<KubeObject> {
  const attributes = admissionAttributes(exchange, { ...shown(options, oldObject === undefined ? 'CREATE' : 'UPDATE'), object, oldObject });
  return (await exchange.context.admission.admit(attributes)) ?? object;
}

const shown = ({ dryRun, given }: WriteOptions, operation: 'CREATE' | 'UPDATE') =>
  ({ operation, dryRun, options: operation === 'CREATE' ? { ...given, kind: 'CreateOptions' } : given }) as const;

/** Objects are in the stored version from here on. */
export async function authorizedUpdate({ resource, call, context }: Exchange, object: KubeObject, existing: KubeObject | undefined): Promise<void> {
  if (existing === undefined) await resource.strategy.authorizeCreate?.(object, call, context);
  else await resource.strategy.authorizeUpdate?.(object, existing, call, context);
}

/** The request, had it been a POST. */
const createAttributes = ({ info, user }: Call): Attributes => ({
  user,
  verb: 'create',
  namespace: info.namespace,
  apiGroup: info.apiGroup,
  apiVersion: info.apiVersion,
  resource: info.resource,
  subresource: info.subresource,
  name: info.name,
  isResourceRequest: true,
  path: info.path,
});

/** Older versions give the reason alone, which is often empty. */
function refusal(exchange: Exchange, attributes: Attributes, reason: string): StatusError {
  const version = versionOfExchange(exchange);
  return version.has('refusedCreateIsExplained') ? forbiddenStatus(attributes, reason, version) : forbidden(qualifiedResource(exchange), exchange.name, reason);
}

export function validateCreate(exchange: Exchange, options: WriteOptions): (object: KubeObject) => Promise<void> {
  const { context, call } = exchange;
  return async (object) => {
    const attributes = createAttributes(call);
    const { decision, reason, error } = await context.authorizer.authorize(attributes);
    if (decision !== 'Allow' && error !== undefined) throw internalError(error.message);
    if (decision !== 'Allow') throw refusal(exchange, attributes, reason);
    await context.admission.validate(admissionAttributes(exchange, { ...shown(options, 'CREATE'), object: toAdmitted(exchange, object) }));
  };
}

export const validateUpdate =
  (exchange: Exchange, options: WriteOptions) =>
  async (object: KubeObject, old: KubeObject): Promise<void> => {
    const attributes = admissionAttributes(exchange, {
      ...shown(options, 'UPDATE'),
      object: toAdmitted(exchange, object),
      oldObject: toRequested(exchange, old),
    });
    await exchange.context.admission.validate(attributes);
  };
