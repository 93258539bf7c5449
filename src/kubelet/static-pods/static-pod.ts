/** A pod of a manifest of the node. Upstream: pkg/kubelet/config/common.go */
import { createHash } from 'node:crypto';
import { load } from 'js-yaml';
import type { Pod } from '../pod';
import { HASH } from './mirror-pods';

export interface ManifestPlace {
  readonly file: string;
  readonly nodeName: string;
  readonly now: number;
}

/** Throws when the text is not a pod. */
export function staticPodOf(text: string, { file, nodeName, now }: ManifestPlace): Pod {
  const given = load(text) as Partial<Pod> | null;
  if (given?.kind !== 'Pod' || given.spec === undefined) throw new Error(`${file}: couldn't parse as pod, please check config file`);
  const { name = '', namespace = 'default', uid, annotations, ...metadata } = (given.metadata ?? {}) as Partial<Pod['metadata']>;
  // Upstream takes another hash of the same things.
  const hash =
    uid ??
    createHash('md5')
      .update(`${JSON.stringify(given)}host:${nodeName}file:${file}`)
      .digest('hex');
  return {
    ...given,
    metadata: {
      ...metadata,
      name: `${name}-${nodeName.toLowerCase()}`,
      namespace,
      uid: hash,
      annotations: {
        ...annotations,
        [HASH]: hash,
        'kubernetes.io/config.seen': `${new Date(now).toISOString().replace('Z', '000000Z')}`,
        'kubernetes.io/config.source': 'file',
      },
    },
    spec: { ...given.spec, nodeName, tolerations: [...(given.spec.tolerations ?? []), { operator: 'Exists', effect: 'NoExecute' }] },
  };
}
