/**
 * A claim stays until no pod uses it, and a volume until no claim is bound to it: a finalizer keeps them.
 * Upstream: pkg/controller/volume/pvcprotection and pkg/controller/volume/pvprotection
 */
import type { KubeObject } from '../../engine/api/objects';
import { ask } from '../api-error';
import { isTerminating, objectPath, PODS, type Controller, type ControllerContext } from '../controller';
import { keyOf } from '../informer';
import { CLAIMS, VOLUMES } from '../scheduler/claims';
import { asPod } from '../typed';
import { isOver } from '../pods';

interface Protection {
  readonly names: Pick<Controller, 'name' | 'alias'>;
  readonly collection: string;
  readonly kind: { readonly apiVersion: string; readonly kind: string };
  readonly finalizer: string;
  readonly isUsed: (object: KubeObject, context: ControllerContext) => boolean;
  /** Keys of what an object of another collection uses or has used. */
  readonly others: Controller['watches'];
}

const protection = ({ names, collection, kind, finalizer, isUsed, others }: Protection): Controller => ({
  ...names,
  watches: { [collection]: ({ type, object }) => (type === 'DELETED' ? [] : [keyOf(object)]), ...others },
  async reconcile(key, context) {
    const object = context.informer(collection).get(key);
    if (object === undefined) return;
    const { finalizers = [] } = object.metadata;
    const write = (changed: readonly string[]): Promise<KubeObject> =>
      ask(context.client, 'PUT', objectPath(collection, object.metadata), { ...object, ...kind, metadata: { ...object.metadata, finalizers: changed } });
    if (isTerminating(object)) {
      if (finalizers.includes(finalizer) && !isUsed(object, context)) await write(finalizers.filter((other) => other !== finalizer));
    } else if (!finalizers.includes(finalizer)) await write([...finalizers, finalizer]);
  },
});

const claimsOf = (pod: KubeObject): readonly string[] =>
  (asPod(pod).spec.volumes ?? []).flatMap((volume) => {
    const { persistentVolumeClaim, ephemeral } = volume as { readonly persistentVolumeClaim?: { readonly claimName: string }; readonly ephemeral?: object };
    const name = persistentVolumeClaim?.claimName ?? (ephemeral === undefined ? undefined : `${pod.metadata.name}-${volume.name}`);
    return name === undefined ? [] : [`${pod.metadata.namespace}/${name}`];
  });

/** A pod without a node does not use its claims yet. */
const uses = (pod: KubeObject): boolean => {
  const used = asPod(pod);
  return (used.spec.nodeName ?? '') !== '' && !isOver(used);
};

export const claimProtectionController = protection({
  names: { name: 'persistentvolumeclaim-protection-controller', alias: 'pvc-protection' },
  collection: CLAIMS,
  kind: { apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
  finalizer: 'kubernetes.io/pvc-protection',
  isUsed: (claim, { informer }) =>
    informer(PODS)
      .list()
      .some((pod) => uses(pod) && claimsOf(pod).includes(keyOf(claim))),
  others: { [PODS]: ({ object }) => claimsOf(object) },
});

export const volumeProtectionController = protection({
  names: { name: 'persistentvolume-protection-controller', alias: 'pv-protection' },
  collection: VOLUMES,
  kind: { apiVersion: 'v1', kind: 'PersistentVolume' },
  finalizer: 'kubernetes.io/pv-protection',
  isUsed: (volume) => (volume['status'] as { readonly phase?: string } | undefined)?.phase === 'Bound',
  others: {},
});
