/** Label selectors inside of objects that have to select something. */
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import { invalidValue, required } from '../../../errors/field-error';
import type { Version } from '../../../versions';
import { selectorPrinted } from '../metadata/go-printed';
import { isUsable, validateLabelSelector } from './label-selector-validation';
import { when, type Errors } from './checks';

export const isEmptySelector = ({ matchLabels, matchExpressions }: LabelSelector): boolean =>
  Object.keys(matchLabels ?? {}).length + (matchExpressions ?? []).length === 0;

/** `kind` names what the selector is of where it is empty. */
export function validateSelector(selector: LabelSelector | undefined, at: string, kind: string, version: Version): Errors {
  if (selector === undefined) return [required(at)];
  return [
    ...validateLabelSelector(selector, at, version),
    ...when(isEmptySelector(selector), () => invalidValue(at, selectorPrinted(selector, version), `empty selector is invalid for ${kind}`)),
  ];
}

/** What cannot be made a selector of is refused as a whole, instead of being compared with labels. */
export const unusable = (selector: LabelSelector | undefined, at: string, detail: string, version: Version): Errors =>
  when(selector !== undefined && !isUsable(selector, version), () => invalidValue(at, selectorPrinted(selector, version), detail));
