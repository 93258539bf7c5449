/**
 * Warns of rules of webhooks that name a resource of which webhooks are not asked. A rule with a `*` may mean others.
 * After k8s.io/kubernetes/pkg/apis/admissionregistration/validation/warnings.go.
 */
import { isReviewResource } from '../../../apimachinery/review-resources';
import type { KubeObject } from '../../../api/objects';
import type { Version } from '../../../versions';

interface Rule {
  readonly apiGroups?: readonly string[] | null;
  readonly resources?: readonly string[] | null;
}

function reviewsNamed({ apiGroups, resources }: Rule): readonly string[] {
  const [groups, named] = [apiGroups ?? [], resources ?? []];
  if (groups.includes('*') || named.includes('*')) return [];
  const reviews = groups.flatMap((group) => named.filter((resource) => isReviewResource({ group, resource })).map((resource) => `${resource}.${group}`));
  return [...new Set(reviews)];
}

export function webhookWarnings(configuration: KubeObject, version: Version): readonly string[] {
  if (!version.has('webhooksLeaveReviewsOut')) return [];
  const webhooks = (configuration['webhooks'] ?? []) as readonly { readonly rules?: readonly Rule[] | null }[];
  return webhooks.flatMap(({ rules }, at) =>
    (rules ?? []).flatMap((rule, index) =>
      reviewsNamed(rule).map((review) => `webhooks[${at}].rules[${index}]: ${review} is excluded from admission webhooks; this rule will have no effect`),
    ),
  );
}
