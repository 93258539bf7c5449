/** Whether a selector of an object (metav1.LabelSelector) takes labels. */
import { own } from '../../../../golang/map';

export interface Selector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly { readonly key: string; readonly operator: string; readonly values?: readonly string[] }[];
}

export function labelsMatch({ matchLabels = {}, matchExpressions = [] }: Selector, labels: Readonly<Record<string, string>>): boolean {
  const expressions = matchExpressions.every(({ key, operator, values = [] }) => {
    const value = own(labels, key);
    if (operator === 'Exists') return value !== undefined;
    if (operator === 'DoesNotExist') return value === undefined;
    const included = value !== undefined && values.includes(value);
    return operator === 'In' ? included : !included;
  });
  return expressions && Object.entries(matchLabels).every(([key, value]) => own(labels, key) === value);
}
