/** A pod on a node whose specification an update changes: what the node can give then counts. */
import type { AdmissionAttributes } from '../api/admission';
import type { KubeObject } from '../api/objects';
import { podSpec } from './pod';

export const NODES = { group: '', resource: 'nodes' };

/** Returns the pod as it becomes; nothing where it has no node or where its specification, which its generation counts, stays. */
export function podWithChangedSpec({ resource, object, oldObject }: AdmissionAttributes): KubeObject | undefined {
  if (resource.group !== '' || resource.resource !== 'pods' || object === undefined || oldObject === undefined) return undefined;
  if ((podSpec(object).nodeName ?? '') === '' || object.metadata.generation === oldObject.metadata.generation) return undefined;
  return object;
}
