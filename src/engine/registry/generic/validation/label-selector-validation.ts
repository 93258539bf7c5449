/**
 * What is wrong with a label selector inside of an object.
 * After ValidateLabelSelector of k8s.io/apimachinery/pkg/apis/meta/v1/validation/validation.go.
 */
import type { LabelSelector, LabelSelectorRequirement } from 'kubernetes-types/meta/v1';
import { forbiddenField, invalidValue, required, type FieldError } from '../../../errors/field-error';
import type { Version } from '../../../versions';
import { labelValue, qualifiedName } from '../../../apimachinery/names';
import { validateLabels } from '../metadata/validation';

export interface RequirementOptions {
  /** A client may be newer than the server and know more operators. */
  readonly unknownOperators?: boolean;
  readonly invalidValues?: boolean;
}

function validateOperator({ operator, values = [] }: LabelSelectorRequirement, field: string, options: RequirementOptions): readonly FieldError[] {
  switch (operator) {
    case 'In':
    case 'NotIn':
      return values.length > 0 ? [] : [required(`${field}.values`, "must be specified when `operator` is 'In' or 'NotIn'")];
    case 'Exists':
    case 'DoesNotExist':
      return values.length === 0 ? [] : [forbiddenField(`${field}.values`, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'")];
    default:
      return options.unknownOperators === true ? [] : [invalidValue(`${field}.operator`, operator, 'not a valid selector operator')];
  }
}

const valueErrors = ({ values = [] }: LabelSelectorRequirement, field: string, version: Version): readonly FieldError[] =>
  values.flatMap((value, at) => labelValue(value, version).map((text) => invalidValue(`${field}.values[${at}]`, value, text)));

export function validateLabelRequirement(
  requirement: LabelSelectorRequirement,
  field: string,
  version: Version,
  options: RequirementOptions = {},
): readonly FieldError[] {
  const checksValues = version.has('selectorValuesChecked') && options.invalidValues !== true;
  return [
    ...validateOperator(requirement, field, options),
    ...qualifiedName(requirement.key, version).map((text) => invalidValue(`${field}.key`, requirement.key, text)),
    ...(checksValues ? valueErrors(requirement, field, version) : []),
  ];
}

export function validateLabelSelector(
  { matchLabels, matchExpressions = [] }: LabelSelector,
  field: string,
  version: Version,
  options: RequirementOptions = {},
): readonly FieldError[] {
  return [
    ...validateLabels(matchLabels, `${field}.matchLabels`, version),
    ...matchExpressions.flatMap((requirement, at) => validateLabelRequirement(requirement, `${field}.matchExpressions[${at}]`, version, options)),
  ];
}

/** Whether labels can be matched with it at all; values count here in every version. */
export const isUsable = (selector: LabelSelector, version: Version): boolean =>
  validateLabelSelector(selector, '', version).length === 0 &&
  (selector.matchExpressions ?? []).every((requirement) => valueErrors(requirement, '', version).length === 0);
