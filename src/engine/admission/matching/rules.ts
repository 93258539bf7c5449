/**
 * Which requests the rules of a webhook or of a policy are about: by operation, group, version, resource and scope.
 * After k8s.io/apiserver/pkg/admission/plugin/webhook/predicates/rules/rules.go.
 */
import { isReviewResource } from '../../apimachinery/review-resources';
import type { AdmissionAttributes } from '../../api/admission';
import type { SentRule } from '../../api/webhook-configuration';

/** What a rule looks at; the resource may be another one that shows the same objects. */
export type RuleSubject = Pick<AdmissionAttributes, 'operation' | 'resource' | 'subresource' | 'namespace'>;

const holds = (items: readonly string[] | undefined, wanted: string): boolean => (items ?? []).some((item) => item === '*' || item === wanted);

/** A namespace itself is of the cluster, although its requests name it as their namespace. */
function isInScope(scope: string, { resource, namespace }: RuleSubject): boolean {
  if (scope === '*') return true;
  const isNamespace = resource.group === '' && resource.version === 'v1' && resource.resource === 'namespaces';
  const isOfCluster = isNamespace || namespace === '';
  return scope === (isOfCluster ? 'Cluster' : 'Namespaced');
}

function namesResource(names: readonly string[] | undefined, { resource, subresource }: RuleSubject): boolean {
  return (names ?? []).some((name) => {
    const slash = name.indexOf('/');
    const [of, sub] = slash === -1 ? [name, ''] : [name.slice(0, slash), name.slice(slash + 1)];
    return (of === '*' || of === resource.resource) && (sub === '*' || sub === subresource);
  });
}

export const ruleMatches = ({ scope = '*', operations, apiGroups, apiVersions, resources }: SentRule, subject: RuleSubject): boolean =>
  isInScope(scope, subject) &&
  holds(operations, subject.operation) &&
  holds(apiGroups, subject.resource.group) &&
  holds(apiVersions, subject.resource.version) &&
  namesResource(resources, subject);

const CONFIGURATION_KINDS = new Set([
  'ValidatingWebhookConfiguration',
  'MutatingWebhookConfiguration',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'MutatingAdmissionPolicy',
  'MutatingAdmissionPolicyBinding',
]);

/** What configures admission is never judged by it: nothing could mend it any more. */
export const isAdmissionConfiguration = ({ kind }: AdmissionAttributes): boolean =>
  kind.group === 'admissionregistration.k8s.io' && CONFIGURATION_KINDS.has(kind.kind);

/** Policies judge configurations of webhooks, but not each other. */
export const isPolicyConfiguration = (attributes: AdmissionAttributes): boolean =>
  isAdmissionConfiguration(attributes) && !attributes.kind.kind.endsWith('WebhookConfiguration');

/** Reviews are not stored, and a cluster whose reviews are refused cannot be mended. After pkg/kubeapiserver/admission/exclusion/resources.go. */
export const isReview = ({ resource }: AdmissionAttributes): boolean => isReviewResource(resource);
