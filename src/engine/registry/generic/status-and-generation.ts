/**
 * The two habits that most kinds share: the status is not the client's to set, and metadata.generation counts changes of what
 * the client does set.
 */
import type { KubeObject } from '../../api/objects';
import { parseGroupVersion } from '../../apimachinery/group-version';
import { encodeJson } from '../../golang/json';
import { withMeta } from '../../storage/object-meta';
import type { RegistryContext } from './context';
import type { GateName } from '../../versions';
import type { Strategy, Validate } from './strategy';

/** The status as Go writes an empty one. */
export function withoutStatus(object: KubeObject, { scheme }: RegistryContext): KubeObject {
  const { status: _status, ...rest } = object;
  const emptied = scheme.normalise({ ...rest, metadata: object.metadata }, { ...parseGroupVersion(object.apiVersion ?? ''), kind: object.kind ?? '' });
  return { ...object, ...(emptied['status'] === undefined ? {} : { status: emptied['status'] }) };
}

export function withStatusOfOld(object: KubeObject, old: KubeObject): KubeObject {
  const { status: _status, ...rest } = object;
  return old['status'] === undefined ? (rest as KubeObject) : { ...object, status: old['status'] };
}

/** Fields that are counted: everything but metadata and status. */
function counted({ kind: _kind, apiVersion: _apiVersion, metadata: _metadata, status: _status, ...spec }: KubeObject): string {
  return encodeJson(spec);
}

export const firstGeneration = (object: KubeObject): KubeObject => withMeta(object, { generation: 1 });

export const nextGeneration = (object: KubeObject, old: KubeObject): KubeObject =>
  counted(object) === counted(old) ? object : withMeta(object, { generation: (old.metadata.generation ?? 0) + 1 });

/** A kind whose updates are checked like creations. */
export const validated = (validate: Validate, strategy: Strategy = {}): Strategy => ({
  ...strategy,
  validate,
  validateUpdate: (object, _old, context) => validate(object, context),
});

/** A kind with a status of its own. */
export const withStatus = (strategy: Strategy = {}): Strategy => ({
  ...strategy,
  prepareForCreate: (object, call, context) => withoutStatus(strategy.prepareForCreate?.(object, call, context) ?? object, context),
  prepareForUpdate: (object, old, call, context) => withStatusOfOld(strategy.prepareForUpdate?.(object, old, call, context) ?? object, old),
});

/** A kind whose changes newer versions count. */
export const withGenerationSince = (gate: GateName, strategy: Strategy = {}): Strategy => {
  const counting = withGeneration(strategy);
  const chosen = ({ options }: RegistryContext): Strategy => (options.version.has(gate) ? counting : strategy);
  return {
    ...strategy,
    prepareForCreate: (object, call, context) => chosen(context).prepareForCreate?.(object, call, context) ?? object,
    prepareForUpdate: (object, old, call, context) => chosen(context).prepareForUpdate?.(object, old, call, context) ?? object,
  };
};

/** A kind whose changes are counted. */
export const withGeneration = (strategy: Strategy = {}): Strategy => ({
  ...strategy,
  prepareForCreate: (object, call, context) => firstGeneration(strategy.prepareForCreate?.(object, call, context) ?? object),
  prepareForUpdate: (object, old, call, context) => nextGeneration(strategy.prepareForUpdate?.(object, old, call, context) ?? object, old),
});
