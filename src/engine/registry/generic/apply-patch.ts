/**
 * Server-side apply: the patch is the whole of what its manager wants. How it is merged into the
 * object, and what becomes of the fields that others own or that the manager wanted before, is told in managed-fields/apply.ts.
 * After k8s.io/apiserver/pkg/endpoints/handlers/fieldmanager.
 */
import { errorText } from '../../golang/error-text';
import type { JsonObject, KubeObject } from '../../api/objects';
import { Turn } from '../../golang/turns';
import { badRequest, plainError } from '../../response/status-error';
import { trackedApply } from '../managed-fields/track';
import type { JsonMap } from '../patch/element-order';
import { bodyBytes, type Exchange } from './exchange';
import { typeNameOf } from './json-type';
import { apiVersionOf } from './resource';
import type { WriteOptions } from './write-options';

interface Applied extends JsonMap {
  readonly metadata: JsonMap;
}

function configurationOf({ context, ...exchange }: Exchange): Applied {
  let value: unknown;
  try {
    value = context.scheme.parseYaml(Buffer.from(bodyBytes({ context, ...exchange })).toString());
  } catch (error) {
    throw badRequest(`error decoding YAML: ${errorText(error)}`);
  }
  if (typeof value !== 'object' || Array.isArray(value))
    throw badRequest(
      `error decoding YAML: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${typeNameOf(value)} into Go value of type map[string]interface {}`,
    );
  return { metadata: {}, ...(value as JsonMap | null) } as Applied;
}

/** What is no text counts as not there. */
const stringOf = (value: unknown): string => (typeof value === 'string' ? value : '');

export function applyPatch(exchange: Exchange, options: WriteOptions): (current: KubeObject | undefined) => Promise<KubeObject> {
  const { context, call, resource, name } = exchange;
  const expected = apiVersionOf(resource.kind);
  const { fieldValidation } = options;
  return async (current) => {
    const turn = new Turn();
    const configuration = configurationOf(exchange);
    if (turn.isLate()) await turn.next();
    const { metadata } = configuration;
    const [apiVersion, kind] = [stringOf(configuration.apiVersion), stringOf(configuration.kind)];
    if (apiVersion !== expected) throw badRequest(`Incorrect version specified in apply patch. Specified patch version: ${apiVersion}, expected: ${expected}`);
    if (kind === '') throw plainError(`failed to create typed patch object: no corresponding type for ${resource.kind.group}/${resource.kind.version}, Kind=`);
    if (metadata.managedFields !== undefined) throw badRequest('metadata.managedFields must be nil');
    const named = { ...configuration, metadata: { name, ...metadata } };
    const owned = trackedApply(exchange, options, named as unknown as JsonObject, current) as object;
    if (turn.isLate()) await turn.next();
    return context.scheme.setDefaults(context.scheme.fromUnstructured(owned, resource.kind, { fieldValidation, warnings: call.warnings }), resource.kind);
  };
}
