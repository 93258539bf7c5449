/**
 * Events: they are about an object of their own namespace.
 * After k8s.io/kubernetes/pkg/registry/core/event and pkg/apis/core/validation ValidateEventCreate.
 */
import type { KubeObject } from '../../../../api/objects';
import type { Call } from '../../../../api/registry';
import { invalidValue, required, type FieldError } from '../../../../errors/field-error';
import type { RegistryContext } from '../../../generic/context';
import { nameIsDnsSubdomain, nameIsPathSegment, qualifiedName } from '../../../../apimachinery/names';
import { validateMetadata } from '../../../generic/metadata/validation';
import type { Version } from '../../../../versions';
import type { Strategy } from '../../../generic/strategy';
import { own } from '../../../../golang/map';

interface Event extends KubeObject {
  readonly involvedObject?: Readonly<Record<string, string>>;
  readonly reason?: string;
  readonly type?: string;
  readonly eventTime?: string | null;
  readonly source?: { readonly component?: string };
  readonly reportingComponent?: string;
  readonly reportingInstance?: string;
  readonly action?: string;
}

const INVOLVED = ['kind', 'namespace', 'name', 'uid', 'apiVersion', 'resourceVersion', 'fieldPath'];

const OF_BOTH = ['reason', 'type', 'metadata.namespace', 'metadata.name'];
const SELECTABLE = [...INVOLVED.map((field) => `involvedObject.${field}`), 'reportingComponent', 'source', ...OF_BOTH];
/** By the names of events.k8s.io, of which a selector takes no others. */
const SELECTABLE_ANEW = [...INVOLVED.map((field) => `regarding.${field}`), 'reportingController', ...OF_BOTH];

const DOES_NOT_MATCH = 'does not match event.namespace';

/** An event of the old kind, which has no eventTime; those of the new kind name who reports them. */
function validateInvolved(object: KubeObject): readonly FieldError[] {
  const { namespace = '' } = object.metadata;
  const { involvedObject: { namespace: involved = '' } = {}, eventTime } = object as Event;
  const isOld = (eventTime ?? null) === null;
  const cluster = isOld ? ['', 'default'] : ['default', 'kube-system'];
  const matches = involved === '' ? cluster.includes(namespace) : !isOld || involved === namespace;
  return matches ? [] : [invalidValue('involvedObject.namespace', involved, DOES_NOT_MATCH)];
}

const isStrict = ({ info }: Call): boolean => info.apiGroup === 'events.k8s.io' && info.apiVersion === 'v1';

const unset = (object: KubeObject, field: 'firstTimestamp' | 'lastTimestamp' | 'count'): readonly FieldError[] =>
  [undefined, null, 0].includes(object[field] as null) ? [] : [invalidValue(field, '', 'needs to be unset')];

const MAX_CHARACTERS = 128;

/** Events of the new kind name who reports them, and what was done. An event without a time is not looked at so far. */
function validateReporter({ reportingComponent = '', reportingInstance = '', action = '', reason = '' }: Event, version: Version): readonly FieldError[] {
  const brief = (value: string, field: string): readonly FieldError[] => [
    ...(value === '' ? [required(field)] : []),
    ...(value.length > MAX_CHARACTERS ? [invalidValue(field, '', `can have at most ${MAX_CHARACTERS} characters`)] : []),
  ];
  return [
    ...(reportingComponent === '' ? [required('reportingController')] : []),
    ...qualifiedName(reportingComponent, version).map((complaint) => invalidValue('reportingController', reportingComponent, complaint)),
    ...brief(reportingInstance, 'reportingInstance'),
    ...brief(action, 'action'),
    ...brief(reason, 'reason'),
  ];
}

/** The new API also checks what the old one lets pass, and the metadata after what the event is about. */
function validate(object: KubeObject, { options: { version } }: RegistryContext, call: Call): readonly FieldError[] {
  const involved = validateInvolved(object);
  if (!isStrict(call)) return involved;
  const { eventTime, type = '', source = {} } = object as Event;
  return [
    ...involved,
    ...validateMetadata(object.metadata, true, nameIsDnsSubdomain, version),
    ...((eventTime ?? null) === null ? [required('eventTime')] : []),
    ...((eventTime ?? null) === null ? [] : validateReporter(object as Event, version)),
    ...(type === 'Normal' || type === 'Warning' ? [] : [invalidValue('type', '', `has invalid value: ${type}`)]),
    ...unset(object, 'firstTimestamp'),
    ...unset(object, 'lastTimestamp'),
    ...unset(object, 'count'),
    ...(Object.keys(source).length > 0 ? [invalidValue('source', '', 'needs to be unset')] : []),
  ];
}

export const events: Strategy = {
  // Only what a path needs.
  validateName: nameIsPathSegment,
  allowCreateOnUpdate: true,
  hasNoDependents: true,
  validate,
  validatesMetadata: true,
  validateUpdate: validateInvolved,
  selectableFields: (_, groupVersion) => (groupVersion.startsWith('events.k8s.io/') ? SELECTABLE_ANEW : SELECTABLE),
  fields: (object) => {
    const { involvedObject = {}, reason = '', type = '', source, reportingComponent = '' } = object as Event;
    const component = source?.component ?? '';
    return {
      ...Object.fromEntries(
        INVOLVED.flatMap((field) => ['involvedObject', 'regarding'].map((name) => [`${name}.${field}`, own(involvedObject, field) ?? ''] as const)),
      ),
      reason,
      type,
      reportingComponent,
      reportingController: reportingComponent,
      source: component === '' ? reportingComponent : component,
    };
  },
};
