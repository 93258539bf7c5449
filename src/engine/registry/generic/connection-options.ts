/**
 * What a connection is asked for, which is the object that admission sees: the options in the query, by their Go type.
 * After ConnectResource of k8s.io/apiserver/pkg/endpoints/handlers/rest.go and apimachinery's conversions from url.Values.
 */
import type { KubeObject } from '../../api/objects';
import type { GoType } from '../../catalog/types';
import { setOwn } from '../../golang/map';
import { admissionAttributes } from './admission-attributes';
import type { RequestScope } from './request-scope';
import { booleanValue, integerValue, portValues } from './query-values';

function valueOf(query: URLSearchParams, name: string, type: GoType): unknown {
  if (type.kind === 'slice' && type.elem.kind === 'int') return portValues(query, name);
  if (type.kind === 'slice') {
    const values = query.getAll(name);
    return values.length === 0 ? undefined : values;
  }
  if (type.kind === 'bool') return booleanValue(query, name);
  return type.kind === 'int' ? integerValue(query, name) : (query.get(name) ?? undefined);
}

function optionsOf({ call, context }: RequestScope, kind: string): KubeObject {
  const gvk = { group: '', version: 'v1', kind };
  const type = context.scheme.typeOf(gvk);
  const given: Record<string, unknown> = {};
  for (const field of type?.jsonFields ?? []) {
    const isPath = field.name === 'path' && kind.endsWith('ProxyOptions');
    const value = isPath ? call.info.parts.slice(3).join('/') : valueOf(call.query, field.name, field.type);
    if (value !== undefined) setOwn(given, field.name, value);
  }
  return { kind, apiVersion: 'v1', ...context.scheme.normalise(given, gvk) };
}

/** Throws where admission refuses the connection. */
export async function admitConnection(scope: RequestScope, kind: string): Promise<void> {
  const { admission } = scope.context;
  const of = { ...scope, resource: { ...scope.resource, kind: { group: '', version: 'v1', kind } } };
  const attributes = admissionAttributes(of, { operation: 'CONNECT', object: optionsOf(scope, kind), dryRun: false });
  const object = await admission.admit(attributes);
  await admission.validate(object === undefined ? attributes : { ...attributes, object });
}
