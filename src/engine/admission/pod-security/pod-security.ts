/**
 * PodSecurity: pods of a namespace keep to the Pod Security Standards that its labels name: those that are enforced refuse a pod,
 * others are warned of or go into the audit log. Controllers of pods are warned of; nothing of them is refused.
 * Upstream: plugin/pkg/admission/security/podsecurity/admission.go and k8s.io/pod-security-admission/admission
 */
import type { AdmissionAttributes, AdmissionPlugin } from '../../api/admission';
import type { KubeObject } from '../../api/objects';
import { table } from '../../golang/map';
import { forbidden, internalError } from '../../errors/status-error';
import { minorOf } from '../../versions';
import { NAMESPACES } from '../namespaces';
import { containersOf } from '../pod';
import type { PluginContext } from '../plugin-context';
import { checkedPod, type CheckedPod } from './check';
import { violations, violationsInWords } from './evaluate';
import { checkNamespace } from './namespaces';
import { inWords, isFullyPrivileged, policyOf, type Policy } from './policy';
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
  const isExempt = ({ namespace, user }: AdmissionAttributes): boolean => exemptions.namespaces.includes(namespace) || exemptions.usernames.includes(user.name);
  const isOfExemptClass = ({ spec }: CheckedPod): boolean => exemptions.runtimeClasses.includes(spec.runtimeClassName ?? '');
  const policyOfNamespace = (name: string): Policy => {
    const namespace = storage.get(NAMESPACES, '', name);
    if (namespace === undefined) throw internalError(`failed to lookup namespace "${name}"`);
    return policyOf(namespace.metadata.labels ?? {}, defaults).policy;
  };
  const warnOf = ({ warnings }: AdmissionAttributes, pod: CheckedPod, { warn }: Policy): void => {
    if (isOfExemptClass(pod)) return;
    const found = violations(pod, warn, newest);
    if (found.length > 0) warnings.push(`would violate PodSecurity "${inWords(warn)}": ${violationsInWords(found)}`);
  };
  const checkPod = (attributes: AdmissionAttributes, object: KubeObject): void => {
    const { namespace, subresource, oldObject, resource, name } = attributes;
    if (IGNORED_SUBRESOURCES.includes(subresource) || isExempt(attributes)) return;
    const policy = policyOfNamespace(namespace);
    if (isFullyPrivileged(policy) || (oldObject !== undefined && !isSignificant(object, oldObject))) return;
    const pod = checkedPod(object);
    if (isOfExemptClass(pod)) return;
    const found = violations(pod, policy.enforce, newest);
    if (found.length > 0) throw forbidden(resource, name, `violates PodSecurity "${inWords(policy.enforce)}": ${violationsInWords(found)}`);
    warnOf(attributes, pod, policy);
  };
  const checkController = (attributes: AdmissionAttributes, object: KubeObject, templateOf: (object: KubeObject) => KubeObject | undefined): void => {
    const template = attributes.subresource === '' && !isExempt(attributes) ? templateOf(object) : undefined;
    if (template === undefined || storage.get(NAMESPACES, '', attributes.namespace) === undefined) return;
    warnOf(attributes, checkedPod(template), policyOfNamespace(attributes.namespace));
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
