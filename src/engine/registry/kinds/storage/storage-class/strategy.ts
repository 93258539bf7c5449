/** StorageClasses. After k8s.io/kubernetes/pkg/registry/storage/storageclass and pkg/apis/storage/validation. */
import { qualifiedName } from '../../../../apimachinery/names';
import { duplicate, required } from '../../../../errors/field-error';
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

export const storageClasses: Strategy = validated(validateStorageClass, { returnsDeletedObject: () => true });
