/** StorageClasses. After k8s.io/kubernetes/pkg/registry/storage/storageclass and pkg/apis/storage/validation. */
import { deprecationOf } from '../../core/node/label-warnings';
import { encodeJson } from '../../../../golang/json';
import type { KubeObject } from '../../../../api/objects';
import { qualifiedName } from '../../../../apimachinery/names';
import { duplicate, forbiddenField, invalidValue, required, type FieldError } from '../../../../errors/field-error';
import { complaints, each, isEmpty, oneOf, when, type Errors } from '../../../generic/validation/checks';
import { givenFields } from '../../../generic/validation/given';
import type { Version } from '../../../../versions';
import { provisioner, validateParameters } from '../class-validation';
import { validated } from '../../../generic/status-and-generation';
import type { Strategy, Validate } from '../../../generic/strategy';

interface Topology {
  readonly matchLabelExpressions?: readonly { readonly key?: string; readonly values?: readonly string[] }[];
}

function validateTopologies(topologies: readonly Topology[] | undefined, version: Version): Errors {
  const seen = new Set<string>();
  return each(topologies, 'allowedTopologies', ({ matchLabelExpressions = [] }, at) => {
    const keys = matchLabelExpressions.map(({ key = '' }) => key);
    const term = JSON.stringify(matchLabelExpressions);
    const isTaken = seen.has(term);
    seen.add(term);
    return [
      ...each(matchLabelExpressions, `${at}.matchLabelExpressions`, ({ key = '', values = [] }, place, index) => [
        ...when(values.length === 0, () => required(`${place}.values`)),
        ...values.flatMap((value, position) => when(values.indexOf(value) < position, () => duplicate(`${place}.values[${position}]`, value))),
        ...complaints(key, `${place}.key`, qualifiedName(key, version)),
        ...when(keys.indexOf(key) < index, () => duplicate(`${place}.key`, key)),
      ]),
      ...when(isTaken || matchLabelExpressions.length === 0, () => duplicate(`${at}.matchLabelExpressions`, '')),
    ];
  });
}

interface StorageClass {
  readonly provisioner?: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly reclaimPolicy?: string;
  readonly volumeBindingMode?: string;
  readonly allowedTopologies?: readonly Topology[];
}

const validateStorageClass: Validate = (object, { options }) => {
  const given = givenFields<StorageClass>(object);
  return [
    ...provisioner(given.provisioner ?? '', 'provisioner', options.version),
    ...validateParameters(given.parameters, options.version),
    ...(isEmpty(given.reclaimPolicy) ? [] : oneOf(given.reclaimPolicy, 'reclaimPolicy', ['Delete', 'Retain'])),
    ...(given.volumeBindingMode === undefined
      ? [required('volumeBindingMode')]
      : oneOf(given.volumeBindingMode, 'volumeBindingMode', ['Immediate', 'WaitForFirstConsumer'])),
    ...validateTopologies(given.allowedTopologies, options.version),
  ];
};

const STAYING = ['parameters', 'provisioner', 'reclaimPolicy', 'volumeBindingMode'] as const;

/** Only what says which volumes are near which nodes, and that volumes may grow, may change. */
function validateClassUpdate(object: KubeObject, old: KubeObject, version: Version): Errors {
  const [after, before] = [givenFields<StorageClass>(object), givenFields<StorageClass>(old)];
  const refused = (field: (typeof STAYING)[number]): FieldError =>
    version.has('classesImmutable') || field === 'volumeBindingMode'
      ? invalidValue(field, version.has('declaredImmutable') ? null : (after[field] ?? 'null'), 'field is immutable')
      : forbiddenField(field, `updates to ${field} are forbidden.`);
  return STAYING.filter((field) => encodeJson(after[field] ?? {}) !== encodeJson(before[field] ?? {})).map(refused);
}

const classWarnings: NonNullable<Strategy['warnings']> = (object, version) =>
  (version.has('specWarnings') ? (givenFields<StorageClass>(object).allowedTopologies ?? []) : []).flatMap(({ matchLabelExpressions = [] }, index) =>
    matchLabelExpressions.flatMap(({ key = '' }, at) => {
      const message = deprecationOf(key);
      return message === undefined ? [] : [`allowedTopologies[${index}].matchLabelExpressions[${at}].key: ${message}`];
    }),
  );

export const storageClasses: Strategy = {
  ...validated(validateStorageClass, { returnsDeletedObject: () => true, warnings: classWarnings }),
  validateUpdate: (object, old, context) => [...validateStorageClass(object, context), ...validateClassUpdate(object, old, context.options.version)],
};
