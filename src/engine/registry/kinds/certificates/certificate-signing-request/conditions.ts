/**
 * The conditions of a CertificateSigningRequest say that it is approved, denied or failed: the server notes when, only /approval adds those
 * of the first two, and none of them goes. After pkg/registry/certificates/certificates/strategy.go and pkg/apis/certificates/validation.
 */
import type { Version } from '../../../../versions';
import type { CertificateSigningRequestCondition, CertificateSigningRequestStatus } from 'kubernetes-types/certificates/v1';
import type { KubeObject } from '../../../../api/objects';
import { duplicate, forbiddenField, invalidValue, notSupported, required } from '../../../../errors/field-error';
import { encodeJson } from '../../../../golang/json';
import { quote } from '../../../../golang/quote';
import { now } from '../../../generic/system-fields';
import { each, when, type Errors } from '../../../generic/validation/checks';
import { certificateComplaint } from './certificate';

type Condition = CertificateSigningRequestCondition;
type Status = Partial<CertificateSigningRequestStatus>;

const AT = 'status.conditions';
const CERTIFICATE = 'status.certificate';
const DECISIONS = ['Approved', 'Denied'];
const LASTING = [...DECISIONS, 'Failed'];
const EXCLUSIVE = 'Approved and Denied conditions are mutually exclusive';

const statusOf = (request: KubeObject): Status => (request['status'] ?? {}) as Status;
export const conditionsOf = (request: KubeObject): readonly Condition[] => statusOf(request).conditions ?? [];
const ofType = (request: KubeObject, type: string): readonly Condition[] => conditionsOf(request).filter((condition) => condition.type === type);

/** Returns the conditions with the times that they lack; one that was so before keeps the time since which it is so. */
export function withTimes(conditions: readonly Condition[], old: KubeObject): readonly Condition[] {
  const time = now();
  const since = ({ type, status }: Condition): string | undefined =>
    conditionsOf(old).find((condition) => condition.type === type && condition.status === status && Boolean(condition.lastTransitionTime))
      ?.lastTransitionTime as string | undefined;
  return conditions.map(({ lastUpdateTime, lastTransitionTime, ...condition }) => ({
    ...condition,
    lastUpdateTime: lastUpdateTime || time,
    lastTransitionTime: lastTransitionTime || since({ ...condition }) || time,
  }));
}

/** Returns the status with its decisions as they were, unless one was added or is gone, which is refused. */
export function withOldDecisions(request: KubeObject, old: KubeObject): KubeObject {
  const kept = new Map<string, Condition[]>();
  for (const type of DECISIONS) if (ofType(request, type).length === ofType(old, type).length) kept.set(type, [...ofType(old, type)]);
  const conditions = conditionsOf(request).map((condition) => kept.get(condition.type)?.shift() ?? condition);
  if (conditions.length === 0) return request;
  const { conditions: _given, ...status } = statusOf(request);
  return { ...request, status: { conditions: withTimes(conditions, old), ...status } };
}

const isRepeated = (conditions: readonly Condition[], { type }: Condition, index: number): boolean =>
  conditions.findIndex((condition) => condition.type === type) < index;
const hasBoth = (conditions: readonly Condition[]): boolean => DECISIONS.every((type) => conditions.some((condition) => condition.type === type));

/** What was wrong before may stay so. */
function validateConditions(request: KubeObject, old: KubeObject, version: Version): Errors {
  const [conditions, before] = [conditionsOf(request), conditionsOf(old)];
  const excludes = !hasBoth(before);
  const repeats = before.some((condition, index) => isRepeated(before, condition, index));
  const unnamed = before.some(({ type }) => (type ?? '') === '');
  return each(conditions, AT, (condition, at, index) => {
    const { type = '', status = '' } = condition;
    const allowed = LASTING.includes(type) ? ['True'] : ['False', 'True', 'Unknown'];
    const others = conditions.slice(0, index).map((other) => other.type);
    const meets = DECISIONS.includes(type) && others.some((other) => DECISIONS.includes(other) && other !== type);
    return [
      ...when(type === '' && !unnamed, () => required(`${at}.type`)),
      ...when(status === '', () => required(`${at}.status`)),
      ...when(status !== '' && !allowed.includes(status), () => notSupported(`${at}.status`, status, allowed)),
      ...when(excludes && meets && !version.has('decisionsDeclaredExclusive'), () =>
        invalidValue(version.has('commonValidationWords') ? AT : `${at}.type`, type, EXCLUSIVE),
      ),
      ...when(!repeats && others.includes(type), () => duplicate(`${at}.type`, type)),
    ];
  });
}

function validateDecisions(request: KubeObject, old: KubeObject): Errors {
  return DECISIONS.flatMap((type) => {
    const [after, before] = [ofType(request, type), ofType(old, type)];
    if (after.length > before.length) return [forbiddenField(AT, `updates may not add a condition of type ${quote(type)}`)];
    if (after.length < before.length || encodeJson(after) === encodeJson(before)) return [];
    return [forbiddenField(AT, `updates may not modify a condition of type ${quote(type)}`)];
  });
}

/** What an update may do beside what every update may. */
interface Rights {
  readonly decides?: boolean;
  readonly issues?: boolean;
}

/** The declared rule, which comes after all that are written. */
function validateExclusive(request: KubeObject, old: KubeObject, version: Version): Errors {
  const conditions = conditionsOf(request);
  if (!version.has('decisionsDeclaredExclusive') || !hasBoth(conditions) || hasBoth(conditionsOf(old))) return [];
  const named = (type: string): string => `conditions[{"type": "${type}"}]`;
  const given = conditions.filter(({ type }) => DECISIONS.includes(type)).map(({ type }) => named(type));
  return [invalidValue(AT, `{${given.join(', ')}}`, `must specify at most one of: ${DECISIONS.map((type) => `\`${named(type)}\``).join(', ')}`)];
}

export function validateRequestUpdate(request: KubeObject, old: KubeObject, version: Version, { decides = false, issues = false }: Rights): Errors {
  const [certificate, before] = [statusOf(request).certificate ?? '', statusOf(old).certificate ?? ''];
  const complaint = certificate === before ? undefined : certificateComplaint(certificate);
  return [
    ...validateConditions(request, old, version),
    ...(complaint === undefined ? [] : [invalidValue(CERTIFICATE, '<certificate data>', complaint)]),
    ...LASTING.filter((type) => ofType(request, type).length < ofType(old, type).length).map((type) =>
      forbiddenField(AT, `updates may not remove a condition of type ${quote(type)}`),
    ),
    ...(decides ? [] : validateDecisions(request, old)),
    ...when(certificate !== before && !issues, () => forbiddenField(CERTIFICATE, 'updates may not set certificate content')),
    ...when(certificate !== before && issues && before !== '', () => forbiddenField(CERTIFICATE, 'updates may not modify existing certificate content')),
    ...validateExclusive(request, old, version),
  ];
}
