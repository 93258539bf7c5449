/** CustomResourceDefinitions count their generations. After k8s.io/apiextensions-apiserver/pkg/registry/customresourcedefinition. */
import type { KubeObject } from '../../../../api/objects';
import { withMeta } from '../../../../storage/object-meta';
import { asDefinition, storageVersion } from '../../../custom-resources/definition';
import { now } from '../../../generic/system-fields';
import { formatWarnings } from './formats';
import { withCondition } from './names';
import { validateDefinition, validateDefinitionUpdate } from './validation';
import { withGeneration, withStatus } from '../../../generic/status-and-generation';
import type { Strategy } from '../../../generic/strategy';

interface CustomVersion {
  readonly name?: string;
  readonly storage?: boolean;
}

/** The version in which objects are kept is one in which some may be kept. */
function withStoredVersions(definition: KubeObject): KubeObject {
  const { versions } = (definition['spec'] ?? {}) as { readonly versions?: readonly CustomVersion[] };
  const stored = (versions ?? []).filter(({ storage }) => storage === true).map(({ name = '' }) => name);
  if (stored.length === 0) return definition;
  return { ...definition, status: { ...(definition['status'] as object | undefined), storedVersions: stored.slice(0, 1) } };
}

/** A version that becomes the one in which objects are kept is one in which some may be kept. */
function withStorageVersion(object: KubeObject): KubeObject {
  const definition = asDefinition(object);
  const [stored, kept] = [storageVersion(definition), definition.status?.storedVersions ?? []];
  return stored === '' || kept.includes(stored) ? object : { ...object, status: { ...definition.status, storedVersions: [...kept, stored] } };
}

const FINALIZER = 'customresourcecleanup.apiextensions.k8s.io';

/** A deletion only marks a definition; it goes once its objects are gone. */
function terminating(object: KubeObject): KubeObject | undefined {
  if (object.metadata.deletionTimestamp !== undefined) return undefined;
  const definition = asDefinition(object);
  const { finalizers = [] } = object.metadata;
  const marked = withMeta(definition, {
    deletionTimestamp: now(),
    finalizers: finalizers.includes(FINALIZER) ? finalizers : [...finalizers, FINALIZER],
  });
  const conditions = withCondition(
    definition.status?.conditions ?? [],
    {
      ...{ type: 'Terminating', status: 'True', reason: 'InstanceDeletionPending' },
      message: 'CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon',
    },
    now(),
  );
  return { ...marked, status: { ...definition.status, conditions } };
}

const defined = withStatus({ foreign: true, validate: validateDefinition, validateUpdate: validateDefinitionUpdate });

export const customResourceDefinitions: Strategy = withGeneration({
  ...defined,
  warnings: formatWarnings,
  terminating,
  prepareForUpdate: (object, old, call, context) => withStorageVersion(defined.prepareForUpdate?.(object, old, call, context) ?? object),
  prepareForCreate: (object, call, context) => withStoredVersions(defined.prepareForCreate?.(object, call, context) ?? object),
});
