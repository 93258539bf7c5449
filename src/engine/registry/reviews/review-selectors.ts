/**
 * The selectors of a review. A requirement that cannot be used is left out, which only asks for more than was meant, and
 * the answer says so.
 * After ResourceAttributesFrom and BuildEvaluationError of k8s.io/kubernetes/pkg/registry/authorization/util/helpers.go.
 */
import type { ReviewedRequirement, ReviewedResource, ReviewedSelector } from '../../api/access-review';
import type { SelectorRequirement } from '../../api/attributes';
import type { Version } from '../../versions';
import { labelValue, qualifiedName } from '../../apimachinery/names';
import { parseFieldSelector } from '../../apimachinery/selectors/field-selector';
import { parseLabelSelector, SelectorError } from '../../apimachinery/selectors/label-selector';
import { table } from '../../golang/map';

interface Parsed {
  readonly requirements: readonly SelectorRequirement[];
  readonly failed: boolean;
}
export interface ReviewSelectors {
  readonly fieldSelector?: readonly SelectorRequirement[];
  readonly labelSelector?: readonly SelectorRequirement[];
  /** What the answer says about them. */
  readonly remarks: readonly string[];
}

type Convert = (requirement: ReviewedRequirement) => SelectorRequirement | undefined;
type Parse = (selector: string) => readonly SelectorRequirement[];

const NOTHING: Parsed = { requirements: [], failed: false };
const FIELD_OPERATORS = table<string>({ In: '=', NotIn: '!=' });
const LABEL_OPERATORS = table<string>({ In: 'in', NotIn: 'notin', Exists: 'exists', DoesNotExist: '!' });

/** A field is compared with one value. */
const fieldRequirement: Convert = ({ key, operator, values = [] }) => {
  const converted = FIELD_OPERATORS[operator];
  return converted === undefined || values.length !== 1 ? undefined : { key, operator: converted, values };
};

const labelRequirement =
  (version: Version): Convert =>
  ({ key, operator, values = [] }) => {
    const converted = LABEL_OPERATORS[operator];
    const countIsRight = (operator === 'In' || operator === 'NotIn') === values.length > 0;
    const isValid = countIsRight && qualifiedName(key, version).length === 0 && values.every((value) => labelValue(value, version).length === 0);
    return converted === undefined || !isValid ? undefined : { key, operator: converted, values };
  };

function raw(selector: string, parse: Parse): Parsed {
  try {
    return { requirements: parse(selector), failed: false };
  } catch (error) {
    if (error instanceof SelectorError) return { requirements: [], failed: true };
    throw error;
  }
}

function parsed(selector: ReviewedSelector | undefined, parse: Parse, convert: Convert): Parsed {
  const { rawSelector = '', requirements = [] } = selector ?? {};
  if (requirements.length === 0) return rawSelector === '' ? NOTHING : raw(rawSelector, parse);
  const converted = requirements.map(convert);
  const usable = converted.filter((requirement) => requirement !== undefined);
  return { requirements: usable, failed: usable.length < converted.length };
}

const remark = (name: string, { requirements, failed }: Parsed): readonly string[] =>
  failed ? [`spec.resourceAttributes.${name} ${requirements.length > 0 ? 'partially ' : ''}ignored due to parse error`] : [];

export function reviewSelectors({ fieldSelector, labelSelector }: ReviewedResource, version: Version): ReviewSelectors {
  if (!version.has('authorizeWithSelectors')) return { remarks: [] };
  const fields = parsed(
    fieldSelector,
    (selector) => parseFieldSelector(selector).map(({ field, value, equal }) => ({ key: field, operator: equal ? '=' : '!=', values: [value] })),
    fieldRequirement,
  );
  const labels = parsed(labelSelector, (selector) => parseLabelSelector(selector, version), labelRequirement(version));
  return {
    ...(fields.requirements.length > 0 && { fieldSelector: fields.requirements }),
    ...(labels.requirements.length > 0 && { labelSelector: labels.requirements }),
    remarks: [...remark('fieldSelector', fields), ...remark('labelSelector', labels)],
  };
}
