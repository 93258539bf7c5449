/** What workloads say of a pod: the group it is scheduled with, and who may answer its eviction. After validateSchedulingGroup and pkg/apis/core/v1/validation.go. */
import { dnsSubdomain, qualifiedName } from '../../../../apimachinery/names';
import { duplicate, forbiddenField, invalidValue, required, type FieldError } from '../../../../errors/field-error';
import type { Version } from '../../../../versions';
import { complaints, each, optional, when, type Errors } from '../../../generic/validation/checks';

interface Responder {
  readonly name?: string;
  readonly priority?: number;
}
export interface WorkloadFields {
  readonly schedulingGroup?: { readonly podGroupName?: string } | null;
  readonly evictionResponders?: readonly Responder[] | null;
}

const MOST_RESPONDERS = 10;
const HIGHEST = 100_000;
const RESERVED = 1000;

const tooMany = (field: string, count: number): FieldError => ({
  reason: 'FieldValueTooMany',
  field,
  body: `Too many: ${count}: must have at most ${MOST_RESPONDERS} items`,
});

const RESERVED_DOMAIN = /(^|\.)(k8s|kubernetes)\.io$/;

function validateName(name: string, at: string, version: Version): Errors {
  if (name === '') return [required(at)];
  const found = complaints(name, at, qualifiedName(name, version));
  const domain = (name.split('/')[0] ?? '').trim().toLowerCase().replace(/\.$/, '');
  return found.length > 0 ? found : when(RESERVED_DOMAIN.test(domain), () => invalidValue(at, name, 'domain names *.k8s.io, *.kubernetes.io are reserved'));
}

function validatePriority(priority: number | undefined, at: string): Errors {
  if (priority === undefined) return [required(at)];
  if (priority > HIGHEST) return [invalidValue(at, priority, `must be less than or equal to ${HIGHEST}`)];
  if (priority < 0) return [invalidValue(at, priority, 'must be greater than or equal to 0')];
  return when(priority < RESERVED, () => invalidValue(at, priority, 'priorities 0-999 are reserved for responders with *.k8s.io suffix'));
}

function validateResponders(responders: readonly Responder[], at: string, version: Version): Errors {
  if (responders.length > MOST_RESPONDERS) return [tooMany(at, responders.length)];
  const names = responders.map(({ name = '' }) => name);
  const shown = ({ name = '', priority = null }: { readonly name?: string; readonly priority?: number | null }): object => ({ name, priority });
  return [
    ...each(responders, at, (responder, place, index) => when(names.indexOf(responder.name ?? '') < index, () => duplicate(place, shown(responder)))),
    ...each(responders, at, ({ name = '', priority }, place) => [
      ...validateName(name, `${place}.name`, version),
      ...validatePriority(priority, `${place}.priority`),
    ]),
  ];
}

export function validateWorkloadFields({ schedulingGroup, evictionResponders }: WorkloadFields, at: string, version: Version): Errors {
  return [
    ...optional(schedulingGroup, ({ podGroupName }) => [
      ...(podGroupName === undefined
        ? [invalidValue(`${at}.schedulingGroup.podGroupName`, null, 'must specify one of: `podGroupName`')]
        : complaints(podGroupName, `${at}.schedulingGroup.podGroupName`, dnsSubdomain(podGroupName))),
      ...when((evictionResponders ?? []).length > 0, () => forbiddenField(`${at}.schedulingGroup`, 'may not be set when evictionResponders is set')),
    ]),
    ...optional(evictionResponders, (responders) => validateResponders(responders, `${at}.evictionResponders`, version)),
  ];
}
