/**
 * A match condition is a CEL expression over the spec of a SubjectAccessReview, called `request`. It is compiled when the
 * configuration is read; what does not compile, or gives no boolean, is refused in cel-go's words.
 * After k8s.io/apiserver/pkg/authorization/cel/{compile,matcher}.go.
 */
import { evaluated, mustCompile } from '../../cel/compile';
import { baseEnvironment } from '../../cel/environment';
import { fromJson } from '../../cel/values/json';
import { newestVersion } from '../../versions';
import { aggregate } from '../../errors/field-error';
import type { ReviewSpec } from '../../api/access-review';

const ATTRIBUTES = ['namespace', 'verb', 'group', 'version', 'resource', 'subresource', 'name'] as const;
const SELECTOR = { rawSelector: 'string', requirements: 'list<kubernetes.SelectorRequirement>' };

const environment = baseEnvironment(newestVersion, 'stored').extend({
  structs: {
    'kubernetes.SelectorRequirement': { key: 'string', operator: 'string', values: 'list<string>' },
    'kubernetes.FieldSelectorAttributes': SELECTOR,
    'kubernetes.LabelSelectorAttributes': SELECTOR,
    'kubernetes.ResourceAttributes': {
      ...Object.fromEntries(ATTRIBUTES.map((name) => [name, 'string'])),
      fieldSelector: 'kubernetes.FieldSelectorAttributes',
      labelSelector: 'kubernetes.LabelSelectorAttributes',
    },
    'kubernetes.NonResourceAttributes': { path: 'string', verb: 'string' },
    'kubernetes.SubjectAccessReviewSpec': {
      ...{ resourceAttributes: 'kubernetes.ResourceAttributes', nonResourceAttributes: 'kubernetes.NonResourceAttributes' },
      ...{ user: 'string', groups: 'list<string>', extra: 'map<string, list<string>>', uid: 'string' },
    },
  },
  variables: { request: 'kubernetes.SubjectAccessReviewSpec' },
});

export interface MatchCondition {
  readonly expression: string;
  readonly evaluate: (request: object) => unknown;
}

export function compileMatchCondition(expression: string): MatchCondition {
  const program = mustCompile(environment, expression);
  if (program.typeName !== 'bool') throw new Error(`must evaluate to bool but got ${program.typeName}`);
  return { expression, evaluate: (request) => evaluated(program, { request: fromJson(request) }) };
}

/** With every field of strings, the empty ones too; a part that the question does not have is not there. */
const requestOf = ({ resourceAttributes, nonResourceAttributes, user = '', groups = [], extra = {}, uid = '' }: ReviewSpec): object => ({
  user,
  groups,
  uid,
  extra,
  ...(resourceAttributes && { resourceAttributes: { ...Object.fromEntries(ATTRIBUTES.map((name) => [name, ''])), ...resourceAttributes } }),
  ...(nonResourceAttributes && { nonResourceAttributes: { path: '', verb: '', ...nonResourceAttributes } }),
});

/** One condition that is false decides, whatever errors the others have. */
export function matchesAll(conditions: readonly MatchCondition[], spec: ReviewSpec): boolean {
  const request = requestOf(spec);
  const errors: string[] = [];
  for (const { expression, evaluate } of conditions) {
    try {
      if (evaluate(request) === false) return false;
    } catch (error) {
      errors.push(`cel evaluation error: expression '${expression}' resulted in error: ${(error as Error).message}`);
    }
  }
  if (errors.length > 0) throw new Error(aggregate(errors));
  return true;
}
