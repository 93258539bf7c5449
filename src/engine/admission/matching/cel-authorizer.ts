/**
 * What `authorizer` of an expression asks: the authorizers of the server, as the user of the request. Expressions are evaluated at
 * once, so that an answer that has to be waited for is put down as open: then the expressions are evaluated again, once it is there.
 * After k8s.io/apiserver/pkg/cel/library/authz.go and pkg/admission/plugin/policy/validating/caching_authorizer.go.
 */
import { pathAttributes, resourceAttributes } from '../../apimachinery/attributes';
import type { AdmissionAttributes } from '../../api/admission';
import type { Attributes, ResourceAttributes, SelectorRequirement } from '../../api/attributes';
import type { Authorizer, Verdict } from '../../api/authorizer';
import type { AdmissionInputs } from '../../cel/admission';
import type { CelDecision, CelQuestion } from '../../cel/library/authorizer';
import { parseFieldSelector } from '../../apimachinery/selectors/field-selector';
import { parseLabelSelector } from '../../apimachinery/selectors/label-selector';
import { SelectorError } from '../../apimachinery/selectors/selector-error';
import type { Version } from '../../versions';

const UNDECIDED: CelDecision = { allowed: false, reason: '' };

const decisionOf = ({ decision, reason, error }: Verdict): CelDecision => ({
  allowed: decision === 'Allow',
  reason,
  ...(error && { error: error.message }),
});

const fieldRequirements = (selector: string): readonly SelectorRequirement[] =>
  parseFieldSelector(selector).map(({ field, value, equal }) => ({ key: field, operator: equal ? '=' : '!=', values: [value] }));

/** A selector that does not parse counts as none. */
function requirements(
  name: 'fieldSelector' | 'labelSelector',
  selector: string,
  parse: (selector: string) => readonly SelectorRequirement[],
): Pick<ResourceAttributes, 'fieldSelector' | 'labelSelector'> {
  if (selector === '') return {};
  try {
    return { [name]: parse(selector) };
  } catch (error) {
    if (error instanceof SelectorError) return {};
    throw error;
  }
}

function attributesOf({ user, verb, path, resource }: CelQuestion, version: Version): Attributes {
  if (resource === undefined) return pathAttributes({ user, verb, path });
  const { group, subresource, namespace, name, fieldSelector, labelSelector } = resource;
  return {
    ...resourceAttributes({ user, verb, namespace, apiGroup: group, resource: resource.resource, subresource, name }),
    ...(version.has('authorizeWithSelectors') && {
      ...requirements('fieldSelector', fieldSelector, fieldRequirements),
      ...requirements('labelSelector', labelSelector, (selector) => parseLabelSelector(selector, version)),
    }),
  };
}

/** The answers of one request, each asked for once. */
export class CelAuthorizer {
  readonly #decided = new Map<string, CelDecision>();
  #open = new Map<string, Promise<Verdict>>();

  constructor(
    private readonly authorizer: Authorizer,
    private readonly version: Version,
  ) {}

  readonly #decide = (question: CelQuestion): CelDecision => {
    const key = JSON.stringify(question);
    const known = this.#decided.get(key);
    if (known !== undefined) return known;
    if (this.#open.has(key)) return UNDECIDED;
    const verdict = this.authorizer.authorize(attributesOf(question, this.version));
    if (verdict instanceof Promise) {
      this.#open.set(key, verdict);
      return UNDECIDED;
    }
    const decision = decisionOf(verdict);
    this.#decided.set(key, decision);
    return decision;
  };

  /** What an expression is given: the user of the request, and the resource of the request. */
  inputs({ user, resource, subresource, namespace, name }: AdmissionAttributes): NonNullable<AdmissionInputs['authorizer']> {
    return { user, decide: this.#decide, requestResource: { group: resource.group, resource: resource.resource, subresource, namespace, name } };
  }

  /** What `evaluate` gives when nothing that it asks is open any more. */
  async settled<T>(evaluate: () => T): Promise<T> {
    for (;;) {
      const result = evaluate();
      if (this.#open.size === 0) return result;
      const open = this.#open;
      this.#open = new Map();
      for (const [key, verdict] of open) this.#decided.set(key, decisionOf(await verdict));
    }
  }
}
