/**
 * A label selector inside of an object as what labels are compared with.
 * After LabelSelectorAsSelector of k8s.io/apimachinery/pkg/apis/meta/v1/helpers.go.
 */
import type { LabelSelector as GivenSelector } from 'kubernetes-types/meta/v1';
import { quote } from '../../golang/quote';
import { matchesLabels, type LabelOperator, type LabelSelector } from '../../apimachinery/selectors/label-selector';
import { table } from '../../golang/map';

const OPERATORS = table<LabelOperator>({ In: 'in', NotIn: 'notin', Exists: 'exists', DoesNotExist: '!' });

/** Throws for an operator that there is not; a selector that is absent selects nothing, an empty one everything. */
export function selectorOf({ matchLabels = {}, matchExpressions = [] }: GivenSelector): LabelSelector {
  return [
    ...Object.entries(matchLabels).map(([key, value]) => ({ key, operator: '=' as const, values: [value] })),
    ...matchExpressions.map(({ key, operator, values = [] }) => {
      const known = OPERATORS[operator];
      if (known === undefined) throw new Error(`${quote(operator)} is not a valid label selector operator`);
      return { key, operator: known, values };
    }),
  ];
}

export const selects = (selector: LabelSelector, labels: Readonly<Record<string, string>> | undefined): boolean => matchesLabels(selector, labels);
