/**
 * Attribute-based access control: a request is allowed if a line of the policy file allows it. Subresources are not looked at:
 * who may have pods may have pods/exec. The policies are read once; they are filed by the user and the group that they name.
 * After k8s.io/kubernetes/pkg/auth/authorizer/abac/abac.go.
 */
import type { Attributes } from '../../api/attributes';
import type { SubjectRules, Verdict } from '../../api/authorizer';
import type { Explainer, Explanation } from '../../api/explainer';
import type { Identity } from '../../api/identity';
import type { Mode } from '../mode';
import { READING_VERBS } from '../read-only';
import { covers, describeLine, isFor, nearLines } from './near-lines';
import { Permissions } from './permissions';
import type { Policy } from './policy';

const ALLOW: Verdict = { decision: 'Allow', reason: '' };
const NO_OPINION: Verdict = { decision: 'NoOpinion', reason: 'No policy matched.' };

export class AbacAuthorizer implements Mode, Explainer {
  readonly name = 'ABAC';
  /** By user and group; '' where the policy names none. */
  readonly #subjects = new Map<string, Map<string, Permissions>>();

  constructor(private readonly policies: readonly Policy[]) {
    for (const policy of policies) this.#permissionsOf(policy)?.add(policy);
  }

  authorize(attributes: Attributes): Verdict {
    const { name } = attributes.user;
    return (name !== '' && this.#allowAs(name, attributes)) || this.#allowAs('', attributes) ? ALLOW : NO_OPINION;
  }

  explain(attributes: Attributes): Explanation {
    const { decision, reason } = this.authorize(attributes);
    const said = { authorizer: this.name, decision, reason };
    const allowing = this.policies.find((policy) => isFor(policy, attributes.user) && covers(policy, attributes));
    if (allowing !== undefined) return { ...said, cause: `${describeLine(allowing)} allows this`, nearMisses: [] };
    return { ...said, cause: 'no line that names the requester covers this', nearMisses: nearLines(this.policies, attributes) };
  }

  rulesFor(user: Identity, namespace: string): SubjectRules {
    const policies = this.policies.filter((policy) => isFor(policy, user) && (policy.namespace === '*' || policy.namespace === namespace));
    const verbsOf = ({ readonly }: Policy): readonly string[] => (readonly ? READING_VERBS : ['*']);
    return {
      resourceRules: policies
        .filter(({ resource }) => resource !== '')
        .map((policy) => ({ verbs: verbsOf(policy), apiGroups: [policy.apiGroup], resources: [policy.resource] })),
      nonResourceRules: policies
        .filter(({ nonResourcePath }) => nonResourcePath !== '')
        .map((policy) => ({ verbs: verbsOf(policy), nonResourceURLs: [policy.nonResourcePath] })),
      incomplete: false,
      errors: [],
    };
  }

  #permissionsOf({ user, group }: Policy): Permissions | undefined {
    if (user === '' && group === '') return undefined;
    const groups = this.#subjects.get(user) ?? new Map<string, Permissions>();
    const permissions = groups.get(group) ?? new Permissions();
    this.#subjects.set(user, groups.set(group, permissions));
    return permissions;
  }

  #allowAs(user: string, attributes: Attributes): boolean {
    const groups = this.#subjects.get(user);
    if (groups === undefined) return false;
    return groups.get('')?.allow(attributes) === true || attributes.user.groups.some((group) => group !== '' && groups.get(group)?.allow(attributes) === true);
  }
}
