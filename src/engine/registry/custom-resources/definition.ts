/** A CustomResourceDefinition as the rest of the server reads it. After k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1/types.go. */
import type { KubeObject } from '../../api/objects';
import type { Schema } from './schema/schema';

export interface Names {
  readonly plural: string;
  readonly singular?: string;
  readonly shortNames?: readonly string[];
  readonly kind: string;
  readonly listKind?: string;
  readonly categories?: readonly string[];
}
export interface Column {
  readonly name: string;
  readonly type: string;
  readonly format?: string;
  readonly description?: string;
  readonly priority?: number;
  readonly jsonPath: string;
}
export interface ScalePaths {
  readonly specReplicasPath: string;
  readonly statusReplicasPath: string;
  readonly labelSelectorPath?: string;
}
export interface DefinedVersion {
  readonly name: string;
  readonly served: boolean;
  readonly storage: boolean;
  readonly deprecated?: boolean;
  readonly deprecationWarning?: string;
  readonly schema?: { readonly openAPIV3Schema?: Schema };
  readonly subresources?: { readonly status?: unknown; readonly scale?: ScalePaths };
  readonly additionalPrinterColumns?: readonly Column[];
  readonly selectableFields?: readonly { readonly jsonPath: string }[];
}
export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly lastTransitionTime?: string;
  readonly reason?: string;
  readonly message?: string;
}
export interface DefinitionSpec {
  readonly group: string;
  readonly names: Names;
  readonly scope: string;
  readonly versions: readonly DefinedVersion[];
  readonly preserveUnknownFields?: boolean;
}
export interface DefinitionStatus {
  readonly conditions?: readonly Condition[] | null;
  readonly acceptedNames: Names;
  readonly storedVersions?: readonly string[] | null;
}
export interface Definition extends KubeObject {
  readonly spec: DefinitionSpec;
  readonly status?: DefinitionStatus;
}

export const DEFINITIONS = { group: 'apiextensions.k8s.io', resource: 'customresourcedefinitions' };

export const asDefinition = (object: KubeObject): Definition => object as Definition;

export const conditionOf = ({ status }: Definition, type: string): Condition | undefined => status?.conditions?.find((condition) => condition.type === type);

export const isTrue = (definition: Definition, type: string): boolean => conditionOf(definition, type)?.status === 'True';

export const servedVersion = ({ spec }: Definition, name: string): DefinedVersion | undefined =>
  spec.versions.find((version) => version.name === name && version.served);

/** The version in which objects are kept. */
export const storageVersion = ({ spec }: Definition): string => spec.versions.find(({ storage }) => storage)?.name ?? '';
