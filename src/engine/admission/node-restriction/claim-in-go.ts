/**
 * A PersistentVolumeClaim as Go's encoding/json writes the server's own form of it, which has no tags: the metadata beside spec
 * and status, fields by their Go names, what is missing as null. The refusal of a change shows the difference of two of them.
 * Upstream: k8s.io/kubernetes/pkg/apis/core/types.go.
 */
import type { KubeObject } from '../../api/objects';
import { claimSpecInGo, fieldsOf } from '../../registry/kinds/core/persistent-volume-claim/in-go';

type Fields = Readonly<Record<string, unknown>>;

function statusInGo(status: Fields): Fields {
  const modified = status['modifyVolumeStatus'];
  const { targetVolumeAttributesClassName = '', status: phase = '' } = fieldsOf(modified);
  return {
    Phase: status['phase'] ?? '',
    AccessModes: status['accessModes'] ?? null,
    Capacity: null,
    Conditions: null,
    AllocatedResources: null,
    AllocatedResourceStatuses: null,
    CurrentVolumeAttributesClassName: status['currentVolumeAttributesClassName'] ?? null,
    ModifyVolumeStatus: modified === undefined ? null : { TargetVolumeAttributesClassName: targetVolumeAttributesClassName, Status: phase },
  };
}

/** What a node may report is left out. */
export function claimInGo({ metadata, spec, status }: KubeObject): string {
  const { resourceVersion: _resourceVersion, managedFields: _managedFields, ...rest } = metadata;
  return JSON.stringify({ ...rest, Spec: claimSpecInGo(fieldsOf(spec)), Status: statusInGo(fieldsOf(status)) }, undefined, 1);
}
