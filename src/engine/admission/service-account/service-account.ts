/**
 * A pod runs as a ServiceAccount: default if it names none. The account must exist; its token is mounted into every
 * container, and its imagePullSecrets are taken over. An account may limit its pods to the Secrets that it names.
 * Upstream: plugin/pkg/admission/serviceaccount/admission.go
 */
import type { AdmissionAttributes, AdmissionPlugin } from '../../api/admission';
import type { PluginContext } from '../plugin-context';
import type { KubeObject } from '../../api/objects';
import { quote } from '../../golang/quote';
import { plainError } from '../../errors/status-error';
import { accountNameOf, isPod, podSpec, withPodSpec } from '../pod';
import { refused } from '../refusal';
import { unreferencedSecret, unreferencedSecretOfEphemeralContainer } from './service-account-secrets';
import { withToken, type ServiceAccount } from './token-volume';
import { MIRROR_POD, podSecretNames } from '../../nodes/pod-references';

/**
 * A mirror pod shows what a kubelet runs by itself. It is never changed, because the kubelet would delete it, and it may name nothing that only the API
 * server could give it. After plugin/pkg/admission/serviceaccount/admission.go.
 */
const isMirrorPod = ({ metadata }: KubeObject): boolean => metadata.annotations?.[MIRROR_POD] !== undefined;

/** What a mirror pod names that it may not; `undefined` if nothing. */
function mirrorPodComplaint(pod: KubeObject): string | undefined {
  const spec = podSpec(pod);
  if (accountNameOf(spec) !== '') return 'a mirror pod may not reference service accounts';
  if (podSecretNames(spec).length > 0) return 'a mirror pod may not reference secrets';
  const asksForToken = spec.volumes?.some(({ projected }) => projected?.sources?.some(({ serviceAccountToken }) => serviceAccountToken !== undefined));
  return asksForToken === true ? 'a mirror pod may not use ServiceAccountToken volume projections' : undefined;
}

const ACCOUNTS = { group: '', resource: 'serviceaccounts' };
const ENFORCE_MOUNTABLE = 'kubernetes.io/enforce-mountable-secrets';
/** What strconv.ParseBool parses as true. */
const TRUE: readonly (string | undefined)[] = ['1', 't', 'T', 'TRUE', 'true', 'True'];

const isLimited = ({ metadata }: ServiceAccount): boolean => TRUE.includes(metadata.annotations?.[ENFORCE_MOUNTABLE]);

const isEphemeralContainers = ({ operation, resource, subresource }: AdmissionAttributes): boolean =>
  operation === 'UPDATE' && resource.group === '' && resource.resource === 'pods' && subresource === 'ephemeralcontainers';

function withAccountName(pod: KubeObject): KubeObject {
  const spec = podSpec(pod);
  const name = accountNameOf(spec) || 'default';
  return withPodSpec(pod, { ...spec, serviceAccountName: name, serviceAccount: name });
}

function withPullSecrets(pod: KubeObject, { imagePullSecrets = [] }: ServiceAccount): KubeObject {
  const spec = podSpec(pod);
  if (imagePullSecrets.length === 0 || (spec.imagePullSecrets ?? []).length > 0) return pod;
  return withPodSpec(pod, { ...spec, imagePullSecrets: imagePullSecrets.map(({ name = '' }) => ({ name })) });
}

export const createServiceAccount = ({ options: { version }, storage }: PluginContext): AdmissionPlugin => {
  const accountOf = (attributes: AdmissionAttributes, pod: KubeObject): ServiceAccount => {
    const name = accountNameOf(podSpec(pod));
    if (name === '') throw refused(attributes, `no service account specified for pod ${attributes.namespace}/${pod.metadata.name ?? ''}`);
    const found = storage.get(ACCOUNTS, attributes.namespace, name) as ServiceAccount | undefined;
    if (found === undefined)
      throw refused(attributes, `error looking up service account ${attributes.namespace}/${name}: serviceaccount ${quote(name)} not found`);
    return found;
  };

  const validatePod = (attributes: AdmissionAttributes, pod: KubeObject): void => {
    const account = isMirrorPod(pod) ? undefined : accountOf(attributes, pod);
    const complaint = account === undefined ? mirrorPodComplaint(pod) : isLimited(account) ? unreferencedSecret(podSpec(pod), account, version) : undefined;
    if (complaint !== undefined) throw refused(attributes, complaint);
  };

  return {
    name: 'ServiceAccount',
    handles: (operation) => operation === 'CREATE' || (operation === 'UPDATE' && version.has('ephemeralContainersAreMounting')),
    admit(attributes) {
      const { object, operation } = attributes;
      if (object === undefined || operation !== 'CREATE' || !isPod(attributes)) return object;
      if (isMirrorPod(object)) {
        validatePod(attributes, object);
        return object;
      }
      const named = withAccountName(object);
      const account = accountOf(attributes, named);
      const admitted = withPullSecrets(withToken(named, account, storage, version), account);
      validatePod(attributes, admitted);
      return admitted;
    },
    validate(attributes) {
      const { object, operation } = attributes;
      if (object === undefined) return;
      if (operation === 'CREATE' && isPod(attributes)) validatePod(attributes, object);
      if (!isEphemeralContainers(attributes)) return;
      const account = accountOf(attributes, object);
      const complaint = isLimited(account) ? unreferencedSecretOfEphemeralContainer(podSpec(object), account) : undefined;
      // Upstream gives a plain error here, which is 500 without a reason.
      if (complaint !== undefined) throw plainError(complaint);
    },
  };
};
