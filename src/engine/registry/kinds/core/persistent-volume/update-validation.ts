/** Where a volume lies stays as it was made. After ValidatePersistentVolumeUpdate of pkg/apis/core/validation. */
import type { KubeObject } from '../../../../api/objects';
import { forbiddenField, invalidValue, type FieldValue } from '../../../../errors/field-error';
import { encodeJson } from '../../../../golang/json';
import { inKeyOrder, own } from '../../../../golang/map';
import type { Version } from '../../../../versions';
import { differenceOf } from '../../../generic/difference';
import { when, type Errors } from '../../../generic/validation/checks';

type Spec = Readonly<Record<string, unknown>>;

/** Fields that say nothing of where the volume lies. */
const OTHERS = [
  'capacity',
  'accessModes',
  'claimRef',
  'persistentVolumeReclaimPolicy',
  'storageClassName',
  'mountOptions',
  'volumeMode',
  'nodeAffinity',
  'volumeAttributesClassName',
];

const specOf = (volume: KubeObject): Spec => (volume['spec'] ?? {}) as Spec;
const affinityOf = (spec: Spec): VolumeNodeAffinity | undefined => (spec['nodeAffinity'] ?? undefined) as VolumeNodeAffinity | undefined;
const sourceOf = (spec: Spec): Spec => Object.fromEntries(Object.entries(spec).filter(([field]) => !OTHERS.includes(field)));

/** A driver may be given the Secret by which it expands a volume, once. */
function withoutNewSecret(source: Spec, old: Spec): Spec {
  const [csi, before] = [source['csi'] as Spec | undefined, old['csi'] as Spec | undefined];
  if (csi === undefined || before === undefined || before['controllerExpandSecretRef'] !== undefined) return source;
  const { controllerExpandSecretRef: _secret, ...rest } = csi;
  return { ...source, csi: rest };
}

/** Labels of nodes that got another name, under which a volume may find its nodes again. */
const RENAMED: Readonly<Record<string, string>> = {
  'failure-domain.beta.kubernetes.io/zone': 'topology.kubernetes.io/zone',
  'failure-domain.beta.kubernetes.io/region': 'topology.kubernetes.io/region',
  'beta.kubernetes.io/os': 'kubernetes.io/os',
  'beta.kubernetes.io/arch': 'kubernetes.io/arch',
  'beta.kubernetes.io/instance-type': 'node.kubernetes.io/instance-type',
};

interface Requirement {
  readonly key?: string;
  readonly operator?: string;
  readonly values?: readonly string[] | null;
}
interface Term {
  readonly matchExpressions?: readonly Requirement[] | null;
  readonly matchFields?: readonly Requirement[] | null;
}
interface VolumeNodeAffinity {
  readonly required?: { readonly nodeSelectorTerms?: readonly Term[] | null };
}

/** As Go's encoding/json writes the server's own form, which has no tags. */
function affinityInGo(affinity: VolumeNodeAffinity | undefined): FieldValue {
  if (affinity === undefined) return null;
  const list = (of: readonly Requirement[] | null | undefined): readonly object[] | null =>
    (of ?? []).length === 0 ? null : (of ?? []).map(({ key = '', operator = '', values = null }) => ({ Key: key, Operator: operator, Values: values }));
  const terms = affinity.required?.nodeSelectorTerms ?? null;
  const inGo = terms?.map(({ matchExpressions, matchFields }) => ({ MatchExpressions: list(matchExpressions), MatchFields: list(matchFields) })) ?? null;
  return { Required: affinity.required === undefined ? null : { NodeSelectorTerms: inGo } };
}

function withNewLabels(affinity: VolumeNodeAffinity): VolumeNodeAffinity {
  const terms = affinity.required?.nodeSelectorTerms?.map(({ matchExpressions, ...term }) => ({
    ...term,
    matchExpressions: (matchExpressions ?? []).map((requirement) => ({ ...requirement, key: own(RENAMED, requirement.key ?? '') ?? requirement.key ?? '' })),
  }));
  return terms === undefined ? affinity : { required: { nodeSelectorTerms: terms } };
}

/** Where a volume can be used stays, once it is known. */
function validateNodeAffinity(now: VolumeNodeAffinity | undefined, old: VolumeNodeAffinity | undefined, version: Version): Errors {
  if (old === undefined || version.isEnabled('MutablePVNodeAffinity') === true) return [];
  const printed = (affinity: VolumeNodeAffinity | undefined): string => encodeJson(affinityInGo(affinity && withNewLabels(affinity)));
  return when(printed(now) !== printed(old), () =>
    invalidValue('nodeAffinity', affinityInGo(now), 'field is immutable, except for updating from beta label to GA'),
  );
}

export function validateVolumeUpdate(volume: KubeObject, old: KubeObject, version: Version): Errors {
  const [spec, before] = [specOf(volume), specOf(old)];
  const [source, sourceBefore] = [withoutNewSecret(sourceOf(spec), sourceOf(before)), sourceOf(before)];
  const printed = (value: Spec): string => encodeJson(inKeyOrder(value));
  const mode = (spec['volumeMode'] as string | undefined) ?? 'null';
  return [
    ...when(printed(source) !== printed(sourceBefore), () => {
      const difference = differenceOf(sourceBefore, source, 'core/v1.PersistentVolumeSource', 'PersistentVolumeSource', version);
      return forbiddenField('spec.persistentvolumesource', `spec.persistentvolumesource is immutable after creation${difference}`);
    }),
    ...when(mode !== ((before['volumeMode'] as string | undefined) ?? 'null'), () => invalidValue('volumeMode', mode, 'field is immutable')),
    ...validateNodeAffinity(affinityOf(spec), affinityOf(before), version),
  ];
}
