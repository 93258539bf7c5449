/**
 * The pods of a ServiceAccount with the annotation kubernetes.io/enforce-mountable-secrets may only use the Secrets that the
 * account names. The words are those of plugin/pkg/admission/serviceaccount/admission.go limitSecretReferences.
 */
import type { Container, PodSpec } from 'kubernetes-types/core/v1';
import type { Version } from '../../versions';
import type { ServiceAccount } from './token-volume';

type Names = ReadonlySet<string | undefined>;

const names = (references: readonly { readonly name?: string }[] = []): Names => new Set(references.map(({ name }) => name));
const nameOf = ({ metadata }: ServiceAccount): string => metadata.name ?? '';

interface Used {
  readonly how: string;
  readonly secret: string | undefined;
}

const fromEnv = (kind: string, { name, env = [] }: Container): readonly Used[] =>
  env.map((variable) => ({ how: `${kind} ${name} with envVar ${variable.name}`, secret: variable.valueFrom?.secretKeyRef?.name }));

const fromEnvFrom = (kind: string, { name, envFrom = [] }: Container): readonly Used[] =>
  envFrom.map(({ secretRef }) => ({ how: `${kind} ${name} with envFrom`, secret: secretRef?.name }));

function complaintAbout(used: readonly Used[], mountable: Names, account: ServiceAccount): string | undefined {
  const wrong = used.find(({ secret }) => secret !== undefined && !mountable.has(secret));
  return (
    wrong &&
    `${wrong.how} referencing secret.secretName="${wrong.secret ?? ''}" is not allowed because service account ${nameOf(account)} does not reference that secret`
  );
}

/** What is wrong with the pod's use of Secrets; `undefined` if nothing is. */
export function unreferencedSecret(spec: PodSpec, account: ServiceAccount, version: Version): string | undefined {
  const mountable = names(account.secrets);
  const volume = spec.volumes?.find(({ secret }) => secret !== undefined && !mountable.has(secret.secretName));
  if (volume !== undefined)
    return `volume with secret.secretName="${volume.secret?.secretName ?? ''}" is not allowed because service account ${nameOf(account)} does not reference that secret`;
  const uses = (kind: string) => (container: Container) => [
    ...fromEnv(kind, container),
    ...(version.has('envFromIsMounting') ? fromEnvFrom(kind, container) : []),
  ];
  const used = [...(spec.initContainers ?? []).flatMap(uses('init container')), ...spec.containers.flatMap(uses('container'))];
  return complaintAbout(used, mountable, account) ?? unreferencedPullSecret(spec, account);
}

function unreferencedPullSecret({ imagePullSecrets = [] }: PodSpec, account: ServiceAccount): string | undefined {
  const pullable = names(account.imagePullSecrets);
  const index = imagePullSecrets.findIndex(({ name }) => !pullable.has(name));
  if (index < 0) return undefined;
  return `imagePullSecrets[${index}].name="${imagePullSecrets[index]?.name ?? ''}" is not allowed because service account ${nameOf(account)} does not reference that imagePullSecret`;
}

export function unreferencedSecretOfEphemeralContainer({ ephemeralContainers = [] }: PodSpec, account: ServiceAccount): string | undefined {
  const kind = 'ephemeral container';
  const used = ephemeralContainers.flatMap((container) => [...fromEnv(kind, container), ...fromEnvFrom(kind, container)]);
  return complaintAbout(used, names(account.secrets), account);
}
