/** Matching of metav1.LabelSelector. Upstream: k8s.io/apimachinery/pkg/labels. */
import { own, table } from '../engine/golang/map';

export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly { readonly key: string; readonly operator: string; readonly values?: readonly string[] }[];
}

const OPERATORS = table<(value: string | undefined, values: readonly string[]) => boolean>({
  In: (value, values) => value !== undefined && values.includes(value),
  NotIn: (value, values) => value === undefined || !values.includes(value),
  Exists: (value) => value !== undefined,
  DoesNotExist: (value) => value === undefined,
});

/** An empty selector matches everything. */
export function matchesLabelSelector({ matchLabels = {}, matchExpressions = [] }: LabelSelector, labels: Readonly<Record<string, string>>): boolean {
  return (
    Object.entries(matchLabels).every(([key, value]) => own(labels, key) === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => OPERATORS[operator]?.(own(labels, key), values) ?? false)
  );
}
