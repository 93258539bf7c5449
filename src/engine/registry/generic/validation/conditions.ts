/** Conditions that are like those of every kind. After ValidateConditions of k8s.io/apimachinery/pkg/apis/meta/v1/validation/validation.go. */
import type { Condition } from 'kubernetes-types/meta/v1';
import { qualifiedName, regexError } from '../../../apimachinery/names';
import { duplicate, invalidValue, required, tooLong } from '../../../errors/field-error';
import type { Version } from '../../../versions';
import { complaints, each, optional, present, requiredOneOf, when, type Errors } from './checks';

const STATUSES = ['False', 'True', 'Unknown'];
const LONGEST_REASON = 1024;
const LONGEST_MESSAGE = 32 * 1024;
const REASON = '[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?';
const REASON_FORM = regexError(
  "a condition reason must start with alphabetic character, optionally followed by a string of alphanumeric characters or '_,:', and must end with an alphanumeric character or '_'",
  REASON,
  ...['my_name', 'MY_NAME', 'MyName', 'ReasonA,ReasonB', 'ReasonA:ReasonB'],
);
const REASON_MATCHER = new RegExp(`^${REASON}$`);

const validateReason = (reason: string, at: string): Errors =>
  reason === ''
    ? [required(at)]
    : [
        ...when(!REASON_MATCHER.test(reason), () => invalidValue(at, reason, REASON_FORM)),
        ...when(Buffer.byteLength(reason) > LONGEST_REASON, () => tooLong(at, LONGEST_REASON)),
      ];

const validateCondition = (
  { type = '', status, observedGeneration, lastTransitionTime, reason = '', message = '' }: Partial<Condition>,
  at: string,
  version: Version,
): Errors => [
  ...(type === '' ? [required(`${at}.type`, 'is required')] : complaints(type, `${at}.type`, qualifiedName(type, version))),
  ...requiredOneOf(status, `${at}.status`, STATUSES),
  ...optional(observedGeneration, (given) => when(given < 0, () => invalidValue(`${at}.observedGeneration`, given, 'must be greater than or equal to zero'))),
  ...present(lastTransitionTime, `${at}.lastTransitionTime`),
  ...validateReason(reason, `${at}.reason`),
  ...when(Buffer.byteLength(message) > LONGEST_MESSAGE, () => tooLong(`${at}.message`, LONGEST_MESSAGE)),
];

export const validateConditions = (conditions: readonly Partial<Condition>[] | undefined, at: string, version: Version): Errors =>
  each(conditions, at, (condition, place, index) => [
    ...when((conditions ?? []).findIndex(({ type }) => type === condition.type) < index, () => duplicate(place, condition.type ?? '')),
    ...validateCondition(condition, place, version),
  ]);
