/**
 * The spec of a PersistentVolumeClaim as Go's encoding/json writes the server's own form of it, which has no tags: fields by their Go
 * names, what is missing as null. The refusal of a change shows the difference of two of them. Upstream: pkg/apis/core/types.go.
 */
type Fields = Readonly<Record<string, unknown>>;

export const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});

function reference(value: unknown, withNamespace: boolean): unknown {
  if (value === undefined) return null;
  const { apiGroup = null, kind = '', name = '', namespace = null } = fieldsOf(value);
  return { APIGroup: apiGroup, Kind: kind, Name: name, ...(withNamespace && { Namespace: namespace }) };
}

export function claimSpecInGo(spec: Fields): Fields {
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
