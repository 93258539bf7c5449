/**
 * A PersistentVolumeClaim as Go's encoding/json writes the server's own form of it, which has no tags: the metadata beside spec
 * and status, fields by their Go names, what is missing as null. The refusal of a change shows the difference of two of them.
 * Upstream: k8s.io/kubernetes/pkg/apis/core/types.go.
 */
import type { KubeObject } from '../../api/objects';

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});

function reference(value: unknown, withNamespace: boolean): unknown {
  if (value === undefined) return null;
  const { apiGroup = null, kind = '', name = '', namespace = null } = fieldsOf(value);
  return { APIGroup: apiGroup, Kind: kind, Name: name, ...(withNamespace && { Namespace: namespace }) };
}

function specInGo(spec: Fields): Fields {
  const resources = fieldsOf(spec['resources']);
  return {
    AccessModes: spec['accessModes'] ?? null,
    Selector: spec['selector'] ?? null,
    Resources: { Limits: resources['limits'] ?? null, Requests: resources['requests'] ?? null },
    VolumeName: spec['volumeName'] ?? '',
    StorageClassName: spec['storageClassName'] ?? null,
    VolumeMode: spec['volumeMode'] ?? null,
    DataSource: reference(spec['dataSource'], false),
    DataSourceRef: reference(spec['dataSourceRef'], true),
    VolumeAttributesClassName: spec['volumeAttributesClassName'] ?? null,
  };
}

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
  return JSON.stringify({ ...rest, Spec: specInGo(fieldsOf(spec)), Status: statusInGo(fieldsOf(status)) }, undefined, 1);
}
