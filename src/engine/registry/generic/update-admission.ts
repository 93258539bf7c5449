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
import { toAdmitted, toRequested, toStored } from './conversion';
import { inHubForm } from './decode-body';
import { settled } from './managed-fields/track';
import { qualifiedResource, versionOfScope, type RequestScope } from './request-scope';
import type { WriteOptions } from './write-options';

/** Objects are in the version of the request. */
export async function admitUpdate(scope: RequestScope, options: WriteOptions, written: KubeObject, oldObject: KubeObject | undefined): Promise<KubeObject> {
  const object = inHubForm(written, scope);
  const attributes = admissionAttributes(scope, { ...shown(options, oldObject === undefined ? 'CREATE' : 'UPDATE'), object, oldObject });
  return (await scope.context.admission.admit(attributes)) ?? object;
}

const shown = ({ dryRun, given }: WriteOptions, operation: 'CREATE' | 'UPDATE') =>
  ({ operation, dryRun, options: operation === 'CREATE' ? { ...given, kind: 'CreateOptions' } : given }) as const;

/** Objects are in the stored version from here on. */
async function authorizedUpdate({ resource, call, context }: RequestScope, object: KubeObject, existing: KubeObject | undefined): Promise<void> {
  if (existing === undefined) await resource.strategy.authorizeCreate?.(object, call, context);
  else await resource.strategy.authorizeUpdate?.(object, existing, call, context);
}

/** Admits and authorizes what a PUT or PATCH made of an object, and returns it in the stored version. `old` is `existing` in the version of the request. */
export async function objectToStore(
  scope: RequestScope,
  options: WriteOptions,
  changed: KubeObject,
  { old, existing }: { readonly old: KubeObject | undefined; readonly existing: KubeObject | undefined },
): Promise<KubeObject> {
  const admitted = await admitUpdate(scope, options, changed, old);
  const written = await settled(scope, admitted, old);
  await scope.context.scheme.convertAhead(written, scope.resource.stored.kind);
  const object = toStored(scope, written);
  await authorizedUpdate(scope, object, existing);
  return object;
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
function refusal(scope: RequestScope, attributes: Attributes, reason: string): StatusError {
  const version = versionOfScope(scope);
  return version.has('refusedCreateIsExplained') ? forbiddenStatus(attributes, reason, version) : forbidden(qualifiedResource(scope), scope.name, reason);
}

export function validateCreate(scope: RequestScope, options: WriteOptions): (object: KubeObject) => Promise<void> {
  const { context, call } = scope;
  return async (object) => {
    const attributes = createAttributes(call);
    const { decision, reason, error } = await context.authorizer.authorize(attributes);
    if (decision !== 'Allow' && error !== undefined) throw internalError(error.message);
    if (decision !== 'Allow') throw refusal(scope, attributes, reason);
    await context.admission.validate(admissionAttributes(scope, { ...shown(options, 'CREATE'), object: toAdmitted(scope, object) }));
  };
}

export const validateUpdate =
  (scope: RequestScope, options: WriteOptions) =>
  async (object: KubeObject, old: KubeObject): Promise<void> => {
    const attributes = admissionAttributes(scope, {
      ...shown(options, 'UPDATE'),
      object: toAdmitted(scope, object),
      oldObject: toRequested(scope, old),
    });
    await scope.context.admission.validate(attributes);
  };
