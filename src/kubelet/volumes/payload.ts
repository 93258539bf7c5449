/** The files of a volume that is made of objects. Upstream: MakePayload of pkg/volume/secret, configmap, projected; CollectData of downwardapi */
import type { KubeObject } from '../../engine/api/objects';
import { own } from '../../engine/golang/map';
import { NotFound, type ObjectStore, type Referable } from '../api/object-store';
import type { ServiceAccountTokens } from '../api/service-account-tokens';
import { fieldText, resourceText, type PodPlace } from '../environment/field-path';
import type { DownwardItem, ObjectSource, Pod, ProjectedSource, Volume } from '../pod';

export interface VolumeFile {
  readonly bytes: Uint8Array;
  readonly mode: number;
}
/** By the path in the volume. */
export type Payload = ReadonlyMap<string, VolumeFile>;

export interface PayloadSources {
  readonly store: ObjectStore;
  readonly tokens: ServiceAccountTokens;
  readonly place: PodPlace;
}

const DEFAULT_MODE = 0o644;

function bytesOf(kind: Referable, object: KubeObject | undefined): Readonly<Record<string, Uint8Array>> {
  const decoded = (field: string, encoding: BufferEncoding): Readonly<Record<string, Uint8Array>> =>
    Object.fromEntries(Object.entries((own(object, field) ?? {}) as Readonly<Record<string, string>>).map(([key, text]) => [key, Buffer.from(text, encoding)]));
  return kind === 'secret' ? decoded('data', 'base64') : { ...decoded('data', 'utf8'), ...decoded('binaryData', 'base64') };
}

/** All keys, or those that are named, under the paths that are named. */
async function ofObject(pod: Pod, kind: Referable, source: ObjectSource, defaultMode: number, { store }: PayloadSources): Promise<Payload> {
  const { name = '', items = [], optional = false } = source;
  const { namespace, uid } = pod.metadata;
  const object = await store.get(uid, kind, namespace, name).catch((error: unknown) => {
    if (error instanceof NotFound && optional) return undefined;
    throw error;
  });
  const data = bytesOf(kind, object);
  if (items.length === 0) return new Map(Object.entries(data).map(([key, bytes]) => [key, { bytes, mode: defaultMode }]));
  const files = new Map<string, VolumeFile>();
  for (const { key, path, mode = defaultMode } of items) {
    const bytes = own(data, key);
    if (bytes !== undefined) files.set(path, { bytes, mode });
    else if (!optional)
      throw new Error(kind === 'secret' ? `references non-existent secret key: ${key}` : `configmap references non-existent config key: ${key}`);
  }
  return files;
}

function ofDownward(pod: Pod, items: readonly DownwardItem[], defaultMode: number, place: PodPlace): Payload {
  const text = ({ fieldRef, resourceFieldRef }: DownwardItem): string => {
    if (fieldRef !== undefined) return fieldText(pod, fieldRef.fieldPath, place);
    return resourceFieldRef === undefined ? '' : resourceText(pod, resourceFieldRef, undefined, place);
  };
  return new Map(items.map((item) => [item.path, { bytes: Buffer.from(text(item)), mode: item.mode ?? defaultMode }]));
}

async function ofSource(pod: Pod, source: ProjectedSource, mode: number, sources: PayloadSources): Promise<Payload> {
  if (source.secret !== undefined) return ofObject(pod, 'secret', source.secret, mode, sources);
  if (source.configMap !== undefined) return ofObject(pod, 'configmap', source.configMap, mode, sources);
  if (source.downwardAPI !== undefined) return ofDownward(pod, source.downwardAPI.items ?? [], mode, sources.place);
  if (source.serviceAccountToken === undefined) return new Map();
  const token = await sources.tokens.get(pod, source.serviceAccountToken);
  return new Map([[source.serviceAccountToken.path, { bytes: Buffer.from(token), mode }]]);
}

/** As utilerrors.Aggregate prints several. */
const aggregated = (messages: readonly string[]): string => {
  const distinct = [...new Set(messages)];
  return distinct.length === 1 ? (distinct[0] ?? '') : `[${distinct.join(', ')}]`;
};

async function ofProjected(pod: Pod, given: readonly ProjectedSource[], mode: number, sources: PayloadSources): Promise<Payload> {
  const files = new Map<string, VolumeFile>();
  const failures: string[] = [];
  for (const source of given) {
    try {
      for (const [path, file] of await ofSource(pod, source, mode, sources)) files.set(path, file);
    } catch (error) {
      failures.push((error as Error).message);
    }
  }
  if (failures.length > 0) throw new Error(aggregated(failures));
  return files;
}

/** Undefined for a volume that is not made of objects. */
export async function payloadOf(pod: Pod, volume: Volume, sources: PayloadSources): Promise<Payload | undefined> {
  const { secret, configMap, downwardAPI, projected } = volume;
  const mode = (secret ?? configMap ?? downwardAPI ?? projected)?.defaultMode ?? DEFAULT_MODE;
  if (secret !== undefined) return ofObject(pod, 'secret', { ...secret, name: secret.secretName ?? '' }, mode, sources);
  if (configMap !== undefined) return ofObject(pod, 'configmap', configMap, mode, sources);
  if (downwardAPI !== undefined) return ofDownward(pod, downwardAPI.items ?? [], mode, sources.place);
  if (projected !== undefined) return ofProjected(pod, projected.sources ?? [], mode, sources);
  return undefined;
}
