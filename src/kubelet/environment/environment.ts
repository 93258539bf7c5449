/**
 * The environment of a container: what Services it finds, then envFrom, then env, where a later one may use those before it.
 * Throws in upstream's words when a Secret or ConfigMap is missing; the container is then not created.
 * Upstream: makeEnvironmentVariables of pkg/kubelet/kubelet_pods.go
 */
import type { KubeObject } from '../../engine/api/objects';
import { own } from '../../engine/golang/map';
import { NotFound, type ObjectStore, type Referable } from '../api/object-store';
import type { Container, EnvFrom, EnvVar, KeyReference, Pod } from '../pod';
import { expanded } from './expansion';
import { fieldText, resourceText, type PodPlace } from './field-path';

type Texts = Readonly<Record<string, string>>;

export interface EnvironmentSources {
  readonly store: ObjectStore;
  readonly services: ReadonlyMap<string, string>;
  readonly place: PodPlace;
}

const textsOf = (kind: Referable, object: KubeObject): Texts => {
  const data = (object['data'] ?? {}) as Texts;
  return kind === 'configmap' ? data : Object.fromEntries(Object.entries(data).map(([key, value]) => [key, Buffer.from(value, 'base64').toString()]));
};

export async function environmentOf(pod: Pod, container: Container, { store, services, place }: EnvironmentSources): Promise<ReadonlyMap<string, string>> {
  const { namespace, uid } = pod.metadata;
  const values = new Map<string, string>();
  const known = (): ReadonlyMap<string, string> => new Map([...services, ...values]);

  /** Undefined: it is not there and need not be. */
  const texts = async (kind: Referable, name: string, optional: boolean): Promise<Texts | undefined> => {
    try {
      return textsOf(kind, await store.get(uid, kind, namespace, name));
    } catch (error) {
      if (error instanceof NotFound && optional) return undefined;
      throw error;
    }
  };
  const keyOf = async (kind: Referable, { name = '', key, optional = false }: KeyReference): Promise<string | undefined> => {
    const found = await texts(kind, name, optional);
    if (found === undefined) return undefined;
    const value = own(found, key);
    if (value === undefined && !optional) throw new Error(`couldn't find key ${key} in ${kind === 'secret' ? 'Secret' : 'ConfigMap'} ${namespace}/${name}`);
    return value;
  };
  const from = async ({ prefix = '', configMapRef, secretRef }: EnvFrom): Promise<void> => {
    const reference = configMapRef ?? secretRef;
    const found = await texts(configMapRef === undefined ? 'secret' : 'configmap', reference?.name ?? '', reference?.optional ?? false);
    for (const [key, value] of Object.entries(found ?? {})) values.set(`${prefix}${key}`, value);
  };
  const valueOf = async ({ value = '', valueFrom }: EnvVar): Promise<string | undefined> => {
    if (value !== '') return expanded(value, known());
    if (valueFrom?.fieldRef !== undefined) return fieldText(pod, valueFrom.fieldRef.fieldPath, place);
    if (valueFrom?.resourceFieldRef !== undefined) return resourceText(pod, valueFrom.resourceFieldRef, container.name, place);
    if (valueFrom?.configMapKeyRef !== undefined) return keyOf('configmap', valueFrom.configMapKeyRef);
    if (valueFrom?.secretKeyRef !== undefined) return keyOf('secret', valueFrom.secretKeyRef);
    return value;
  };

  for (const source of container.envFrom ?? []) await from(source);
  for (const variable of container.env ?? []) {
    const value = await valueOf(variable);
    if (value !== undefined) values.set(variable.name, value);
  }
  for (const [name, value] of services) if (!values.has(name)) values.set(name, value);
  return values;
}
