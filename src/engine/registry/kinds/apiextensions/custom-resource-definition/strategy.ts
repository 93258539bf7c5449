/** CustomResourceDefinitions count their generations. After k8s.io/apiextensions-apiserver/pkg/registry/customresourcedefinition. */
import type { KubeObject } from '../../../../api/objects';
import { formatWarnings } from './formats';
import { validateDefinition } from './validation';
import { validated, withGeneration, withStatus } from '../../../generic/status-and-generation';
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

const defined = withStatus(validated(validateDefinition, { foreign: true }));

export const customResourceDefinitions: Strategy = withGeneration({
  ...defined,
  warnings: formatWarnings,
  prepareForCreate: (object, call, context) => withStoredVersions(defined.prepareForCreate?.(object, call, context) ?? object),
});
