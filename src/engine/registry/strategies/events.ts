/**
 * Events: they are about an object of their own namespace.
 * After k8s.io/kubernetes/pkg/registry/core/event and pkg/apis/core/validation ValidateEventCreate.
 */
import type { KubeObject } from '../../api/objects';
import { invalidValue, type FieldError } from '../../response/field-error';
import { nameIsPathSegment } from '../metadata/names';
import type { Strategy } from '../strategy';

interface Event extends KubeObject {
  readonly involvedObject?: Readonly<Record<string, string>>;
  readonly reason?: string;
  readonly type?: string;
  readonly source?: { readonly component?: string };
  readonly reportingComponent?: string;
}

const INVOLVED = ['kind', 'namespace', 'name', 'uid', 'apiVersion', 'resourceVersion', 'fieldPath'];

function validate(object: KubeObject): readonly FieldError[] {
  const { namespace = '' } = object.metadata;
  const { namespace: involved = '' } = (object as Event).involvedObject ?? {};
  const isCluster = involved === '' && namespace !== 'default' && namespace !== 'kube-system';
  if (isCluster) return [invalidValue('involvedObject.namespace', involved, 'does not match event.namespace')];
  return involved !== '' && involved !== namespace ? [invalidValue('involvedObject.namespace', involved, 'does not match event.namespace')] : [];
}

export const events: Strategy = {
  // Only what a path needs.
  validateName: nameIsPathSegment,
  allowCreateOnUpdate: true,
  hasNoDependents: true,
  validate,
  validateUpdate: validate,
  selectableFields: () => [
    ...INVOLVED.map((field) => `involvedObject.${field}`),
    'reason',
    'reportingComponent',
    'source',
    'type',
    'metadata.namespace',
    'metadata.name',
  ],
  fields: (object) => {
    const { involvedObject = {}, reason = '', type = '', source, reportingComponent = '' } = object as Event;
    const component = source?.component ?? '';
    return {
      ...Object.fromEntries(INVOLVED.map((field) => [`involvedObject.${field}`, involvedObject[field] ?? ''])),
      reason,
      type,
      reportingComponent,
      source: component === '' ? reportingComponent : component,
    };
  },
};
