/**
 * The objects of parameters that a binding names. After CollectParams of
 * k8s.io/apiserver/pkg/admission/plugin/policy/generic/policy_dispatcher.go.
 */
import type { KubeObject } from '../../api/objects';
import { Scheme } from '../../scheme/scheme';
import { selectorOf, selects } from '../matching/label-selector';
import type { PluginContext } from '../plugin-context';
import { mappingsOf, type Mapping } from '../../registry/generic/rest-mapper';
import { installedResources } from '../../registry/generic/installed-resources';
import type { ParamKind, ParamRef } from './policy';

const shown = ({ apiVersion, kind }: ParamKind): string => `${apiVersion}, Kind=${kind}`;

/** Throws where the server has no such kind. */
export function checkParamKind(kind: ParamKind | undefined, { options, storage }: PluginContext): Mapping | undefined {
  if (kind === undefined) return undefined;
  try {
    return mappingsOf({ ...kind, name: '', uid: '' }, options, storage)[0];
  } catch {
    throw new Error(`failed to find resource referenced by paramKind: '${shown(kind)}'`);
  }
}

function objectsOf({ group, version, resource }: Mapping, namespace: string | undefined, { options, storage }: PluginContext): readonly KubeObject[] {
  const installed = installedResources(options).get(`${group}/${version}`)?.get(resource)?.resource;
  const objects = storage.list(installed?.stored ?? { group, resource }, namespace);
  return installed === undefined ? objects : objects.map((object) => Scheme.of(options.version).inVersion(object, installed.kind));
}

/** Undefined in the list is a policy without parameters; an empty list is one whose parameters are missing and allowed to be. */
export function paramsOf(
  kind: ParamKind | undefined,
  mapping: Mapping | undefined,
  ref: ParamRef | undefined,
  namespace: string,
  context: PluginContext,
): readonly (KubeObject | undefined)[] {
  if (kind === undefined || mapping === undefined || ref === undefined) return [undefined];
  const { name = '', namespace: given = '', selector, parameterNotFoundAction } = ref;
  if (mapping.namespaced && given === '' && namespace === '')
    throw new Error('cannot use namespaced paramRef in policy binding that matches cluster-scoped resources');
  if (!mapping.namespaced && given !== '') throw new Error('paramRef.namespace must not be provided for a cluster-scoped `paramKind`');
  const objects = objectsOf(mapping, mapping.namespaced ? given || namespace : undefined, context);
  const parsed = selector && selectorOf(selector);
  const found = objects.filter(({ metadata }) => (parsed === undefined ? metadata.name === name : selects(parsed, metadata.labels)));
  if (found.length === 0 && parameterNotFoundAction === 'Deny') throw new Error('no params found for policy binding with `Deny` parameterNotFoundAction');
  return found;
}
