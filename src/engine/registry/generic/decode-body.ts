/** The body of a POST or PUT as an object of the kind that the resource has, with defaults. */
import type { KubeObject } from '../../api/objects';
import { withHubFields } from './managed-fields/hub-fields';
import { bodyBytes, contentType, type RequestScope } from './request-scope';
import type { WriteOptions } from './write-options';

/** As it is once it has been through the server's own form: the audit log and admission have it so. */
export function inHubForm(object: KubeObject, { context, resource }: RequestScope): KubeObject {
  const whole = withHubFields(object);
  if (whole === object) return object;
  const { kind, apiVersion } = object;
  return { kind, apiVersion, ...context.scheme.normalise(whole, resource.kind) } as KubeObject;
}

/** Throws 400 and 415. */
export async function decodeBody(scope: RequestScope, { fieldValidation }: Pick<WriteOptions, 'fieldValidation'>): Promise<KubeObject> {
  const { context, call, resource } = scope;
  const options = { fieldValidation, warnings: call.warnings };
  const decoded = await context.scheme.decodeInTurns(bodyBytes(scope), contentType(scope), resource.kind, options);
  const object = await context.scheme.setDefaultsInTurns(decoded, resource.kind);
  if (call.audit.keeps('Metadata')) call.audit.requestObject(inHubForm(object, scope));
  return object;
}
