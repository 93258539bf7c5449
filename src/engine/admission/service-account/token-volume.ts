/**
 * The volume with the token of a pod's ServiceAccount, mounted into every container that has nothing at its place. Newer versions
 * project a token that expires; older ones mount the account's token Secret, and refuse pods until there is one.
 * After plugin/pkg/admission/serviceaccount/admission.go mountServiceAccountToken.
 */
import { randomInt } from 'node:crypto';
import type { Container, Volume, VolumeMount } from 'kubernetes-types/core/v1';
import type { KubeObject } from '../../api/objects';
import type { Storage } from '../../api/storage';
import { quote } from '../../golang/quote';
import { StatusError } from '../../errors/status-error';
import type { Version } from '../../versions';
import { podSpec, withPodSpec } from '../pod';

const SECRETS = { group: '', resource: 'secrets' };
const MOUNT_PATH = '/var/run/secrets/kubernetes.io/serviceaccount';
const PROJECTED = 'kube-api-access-';
/** The seconds after which a kubelet asks for a new token. */
const EXPIRATION_SECONDS = 3607;
const LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

export interface ServiceAccount extends KubeObject {
  readonly secrets?: readonly { readonly name?: string }[];
  readonly imagePullSecrets?: readonly { readonly name?: string }[];
  readonly automountServiceAccountToken?: boolean;
}

const generatedName = (prefix: string): string => `${prefix}${Array.from({ length: 5 }, () => LETTERS[randomInt(LETTERS.length)]).join('')}`;

/** Name of the account's token Secret: the first that the account names and that holds a token of it. */
function tokenSecretOf(account: ServiceAccount, storage: Storage): string | undefined {
  const { namespace = '', name, uid } = account.metadata;
  const isToken = (secret: KubeObject | undefined): boolean => {
    if (secret?.['type'] !== 'kubernetes.io/service-account-token') return false;
    const annotations = secret.metadata.annotations ?? {};
    const ofUid = annotations['kubernetes.io/service-account.uid'] ?? '';
    return annotations['kubernetes.io/service-account.name'] === name && (ofUid === '' || ofUid === uid);
  };
  return (account.secrets ?? []).map((reference) => reference.name ?? '').find((reference) => isToken(storage.get(SECRETS, namespace, reference)));
}

const projectedVolume = (name: string): Volume => ({
  name,
  projected: {
    sources: [
      { serviceAccountToken: { expirationSeconds: EXPIRATION_SECONDS, path: 'token' } },
      { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
      { downwardAPI: { items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }] } },
    ],
    defaultMode: 0o644,
  },
});

const noToken = (account: ServiceAccount): StatusError =>
  new StatusError(
    500,
    'ServerTimeout',
    `No API token found for service account ${quote(account.metadata.name ?? '')}, retry after the token is automatically created and added to the service account`,
    { name: 'create pod', kind: 'serviceaccounts', retryAfterSeconds: 1 },
  );

/** The volume with the account's token, new or already in the pod. */
function tokenVolume(volumes: readonly Volume[], account: ServiceAccount, storage: Storage, version: Version): Volume {
  if (version.has('projectedServiceAccountTokens')) return volumes.find(({ name }) => name.startsWith(PROJECTED)) ?? projectedVolume(generatedName(PROJECTED));
  const secretName = tokenSecretOf(account, storage);
  if (secretName === undefined) throw noToken(account);
  const present = volumes.find(({ secret }) => secret?.secretName === secretName);
  if (present !== undefined) return present;
  const name = secretName.replaceAll('.', '-');
  return { name: volumes.some((volume) => volume.name === name) ? generatedName(`${name}-`) : name, secret: { secretName, defaultMode: 0o644 } };
}

const lacksMount = ({ volumeMounts = [] }: Container): boolean => !volumeMounts.some(({ mountPath }) => mountPath === MOUNT_PATH);

/** What the pod says of it counts more than what the account says. */
export function withToken(pod: KubeObject, account: ServiceAccount, storage: Storage, version: Version): KubeObject {
  const spec = podSpec(pod);
  if ((spec.automountServiceAccountToken ?? account.automountServiceAccountToken) === false) return pod;
  const volumes = spec.volumes ?? [];
  const volume = tokenVolume(volumes, account, storage, version);
  if (![...(spec.initContainers ?? []), ...spec.containers].some(lacksMount)) return pod;
  const mount: VolumeMount = { name: volume.name, readOnly: true, mountPath: MOUNT_PATH };
  const mounted = (container: Container): Container =>
    lacksMount(container) ? { ...container, volumeMounts: [...(container.volumeMounts ?? []), mount] } : container;
  return withPodSpec(pod, {
    ...spec,
    ...(spec.initContainers && { initContainers: spec.initContainers.map(mounted) }),
    containers: spec.containers.map(mounted),
    volumes: volumes.includes(volume) ? volumes : [...volumes, volume],
  });
}
