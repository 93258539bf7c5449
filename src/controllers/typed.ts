/** Views of objects by the types of their kind, which a server has checked them against. */
import type { NodeSpec, NodeStatus, PodSpec, PodStatus } from 'kubernetes-types/core/v1';
import type { KubeObject } from '../engine/api/objects';

/** An object with a spec and a status, even where they are empty. */
export interface Typed<Spec, Status> extends KubeObject {
  readonly spec: Spec;
  readonly status: Status;
}

export type PodObject = Typed<PodSpec, PodStatus>;
export type NodeObject = Typed<NodeSpec, NodeStatus>;

export const typed = <Spec, Status>(object: KubeObject): Typed<Spec, Status> => ({
  ...object,
  spec: (object['spec'] ?? {}) as Spec,
  status: (object['status'] ?? {}) as Status,
});

export const asPod = (object: KubeObject): PodObject => typed<PodSpec, PodStatus>(object);
export const asNode = (object: KubeObject): NodeObject => typed<NodeSpec, NodeStatus>(object);
