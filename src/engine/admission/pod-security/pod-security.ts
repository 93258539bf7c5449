/**
 * PodSecurity: pods of a namespace keep to the Pod Security Standards that its labels name: those that are enforced refuse a pod,
 * others are warned of or go into the audit log. Controllers of pods are warned of; nothing of them is refused.
 * Upstream: plugin/pkg/admission/security/podsecurity/admission.go and k8s.io/pod-security-admission/admission
 */
import type { AdmissionAttributes, AdmissionPlugin } from '../../api/admission';
import type { KubeObject } from '../../api/objects';
import { table } from '../../golang/map';
import { aggregate } from '../../errors/field-error';
import { forbidden, internalError } from '../../errors/status-error';
import { minorOf } from '../../versions';
import { NAMESPACES } from '../namespaces';
import { containersOf } from '../pod';
import type { PluginContext } from '../plugin-context';
import { checkedPod, type CheckedPod } from './check';
import { violations, describeViolations } from './evaluate';
import { checkNamespace } from './namespaces';
import { describeLevel, isFullyPrivileged, policyOf, PREFIX, type Policy, type PolicyRead } from './policy';
import { podSecurityConfiguration } from './configuration';

const IGNORED_SUBRESOURCES = ['exec', 'attach', 'binding', 'eviction', 'log', 'portforward', 'proxy', 'status'];

interface Template {
  readonly template?: KubeObject;
}
const specTemplate = (object: KubeObject): KubeObject | undefined => (object['spec'] as Template | undefined)?.template;
const jobTemplate = (object: KubeObject): KubeObject | undefined =>
  (object['spec'] as { readonly jobTemplate?: { readonly spec?: Template } } | undefined)?.jobTemplate?.spec?.template;

/** Where a controller keeps the template of its pods, keyed 'resource.group'. */
const TEMPLATES = table<(object: KubeObject) => KubeObject | undefined>({
  'replicationcontrollers.': specTemplate,
  'podtemplates.': (object) => object['template'] as KubeObject | undefined,
  'replicasets.apps': specTemplate,
  'deployments.apps': specTemplate,
  'statefulsets.apps': specTemplate,
  'daemonsets.apps': specTemplate,
  'jobs.batch': specTemplate,
  'cronjobs.batch': jobTemplate,
});

/** Only new containers and new images are looked at again. */
function isSignificant(pod: KubeObject, old: KubeObject): boolean {
  const images = (of: KubeObject): readonly string[] =>
    containersOf(of).map(({ at, container }) => `${at.replace(/ephemeral.*/, container.name)} ${container.image ?? ''}`);
  const [before, after] = [images(old), images(pod)];
  return before.length !== after.length || after.some((image) => !before.includes(image));
}

export const createPodSecurity = ({ storage, options: { version }, configuration: text }: PluginContext): AdmissionPlugin => {
  const newest = minorOf(version.name);
  const configuration = podSecurityConfiguration(text, version);
  const { defaults, exemptions } = configuration;
  /** Why the request is not looked at. */
  const exemptionOf = ({ namespace, user }: AdmissionAttributes): string | undefined => {
    if (exemptions.namespaces.includes(namespace)) return 'namespace';
    return exemptions.usernames.includes(user.name) ? 'user' : undefined;
  };
  const isOfExemptClass = ({ spec }: CheckedPod): boolean => exemptions.runtimeClasses.includes(spec.runtimeClassName ?? '');
  const note = ({ audit }: AdmissionAttributes, name: string, value: string): void => audit.annotate(`${PREFIX}${name}`, value);
  const policyOfNamespace = (name: string): PolicyRead => {
    const namespace = storage.get(NAMESPACES, '', name);
    if (namespace === undefined) throw internalError(`failed to lookup namespace "${name}"`);
    return policyOf(namespace.metadata.labels ?? {}, defaults);
  };
  const isExempt = (attributes: AdmissionAttributes): boolean => {
    const why = exemptionOf(attributes);
    if (why !== undefined) note(attributes, 'exempt', why);
    return why !== undefined;
  };
  const isExemptClass = (attributes: AdmissionAttributes, pod: CheckedPod): boolean => {
    const isOfClass = isOfExemptClass(pod);
    if (isOfClass) note(attributes, 'exempt', 'runtimeClass');
    return isOfClass;
  };
  const warnOf = ({ warnings }: AdmissionAttributes, pod: CheckedPod, { warn }: Policy): void => {
    const found = violations(pod, warn, newest);
    if (found.length > 0) warnings.push(`would violate PodSecurity "${describeLevel(warn)}": ${describeViolations(found)}`);
  };
  const noteViolations = (attributes: AdmissionAttributes, pod: CheckedPod, { policy, errors }: PolicyRead): void => {
    if (!attributes.audit.keeps('Metadata')) return;
    if (errors.length > 0) note(attributes, 'error', `Failed to parse policy: ${aggregate(errors.map(({ field, body }) => `${field}: ${body}`))}`);
    const found = violations(pod, policy.audit, newest);
    if (found.length > 0) note(attributes, 'audit-violations', `would violate PodSecurity "${describeLevel(policy.audit)}": ${describeViolations(found)}`);
  };
  const checkPod = (attributes: AdmissionAttributes, object: KubeObject): void => {
    const { namespace, subresource, oldObject, resource, name } = attributes;
    if (IGNORED_SUBRESOURCES.includes(subresource) || isExempt(attributes)) return;
    const read = policyOfNamespace(namespace);
    const { policy } = read;
    const isEvaluated = !isFullyPrivileged(policy);
    if (isEvaluated && oldObject !== undefined && !isSignificant(object, oldObject)) return;
    const pod = isEvaluated ? checkedPod(object) : undefined;
    if (pod !== undefined && isExemptClass(attributes, pod)) return;
    note(attributes, 'enforce-policy', describeLevel(policy.enforce));
    if (pod === undefined) return;
    noteViolations(attributes, pod, read);
    const found = violations(pod, policy.enforce, newest);
    if (found.length > 0) throw forbidden(resource, name, `violates PodSecurity "${describeLevel(policy.enforce)}": ${describeViolations(found)}`);
    warnOf(attributes, pod, policy);
  };
  const checkController = (attributes: AdmissionAttributes, object: KubeObject, templateOf: (object: KubeObject) => KubeObject | undefined): void => {
    const template = attributes.subresource === '' && !isExempt(attributes) ? templateOf(object) : undefined;
    if (template === undefined || storage.get(NAMESPACES, '', attributes.namespace) === undefined) return;
    const read = policyOfNamespace(attributes.namespace);
    const isLookedAt = [read.policy.warn, read.policy.audit].some(({ level }) => level !== 'privileged');
    if (!isLookedAt && read.errors.length === 0) return;
    const pod = checkedPod(template);
    if (isExemptClass(attributes, pod)) return;
    noteViolations(attributes, pod, read);
    warnOf(attributes, pod, read.policy);
  };
  return {
    name: 'PodSecurity',
    handles: (operation) => operation === 'CREATE' || operation === 'UPDATE',
    validate(attributes) {
      const { object, resource } = attributes;
      if (object === undefined) return;
      const name = `${resource.resource}.${resource.group}`;
      const templateOf = TEMPLATES[name];
      if (name === 'namespaces.') checkNamespace(attributes, object, storage, newest, configuration);
      else if (name === 'pods.') checkPod(attributes, object);
      else if (templateOf !== undefined) checkController(attributes, object, templateOf);
    },
  };
};
