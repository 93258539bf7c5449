/** The subresources of pods, and what answers each. After k8s.io/kubernetes/pkg/registry/core/pod/storage/storage.go. */
import type { Handlers } from '../../../generic/kind';
import { bindPod } from './binding';
import { podEphemeralContainers } from './ephemeral-containers';
import { podResize } from './resize';
import { evictPod } from './eviction';
import { connectPod, podLog } from './kubelet';

const connect: Handlers = { connect: connectPod };

export const podSubresources: Readonly<Record<string, Handlers>> = {
  binding: { post: bindPod },
  eviction: { post: evictPod },
  ephemeralcontainers: podEphemeralContainers,
  resize: podResize,
  log: { get: podLog },
  exec: connect,
  attach: connect,
  portforward: connect,
  proxy: connect,
};
