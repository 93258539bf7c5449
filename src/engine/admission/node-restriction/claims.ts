/**
 * Of a PersistentVolumeClaim a node reports only how a resize went: capacity and conditions, and what has been allocated.
 * Everything else has to stay as it is.
 */
import type { KubeObject } from '../../api/objects';
import { encodeJson } from '../../golang/json';
import { quote } from '../../golang/quote';
import { unifiedDiff } from '../../golang/unified-diff';
import { cmpDifferenceOf } from '../../registry/generic/difference';
import type { Version } from '../../versions';
import { refused } from '../refusal';
import type { NodeRequest } from './node-request';
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

/**
 * A PersistentVolumeClaim as Go's encoding/json writes the server's own form of it, which has no tags: the metadata beside spec and status, fields by
 * their Go names, what is missing as null. What a node may report is left out; the refusal of a change shows the difference of two of them. Upstream:
 * k8s.io/kubernetes/pkg/apis/core/types.go.
 */
function claimInGo({ metadata, spec, status }: KubeObject): string {
  const { resourceVersion: _resourceVersion, managedFields: _managedFields, ...rest } = metadata;
  return encodeJson({ ...rest, Spec: claimSpecInGo(fieldsOf(spec)), Status: statusInGo(fieldsOf(status)) }, { indent: ' ' });
}

interface ClaimStatus {
  readonly [field: string]: unknown;
}

/** The claim without what a node may report. An update may leave the resource version out. */
function compared({ metadata, ...claim }: KubeObject, version: Version): string {
  const { resourceVersion: _resourceVersion, managedFields: _managedFields, ...rest } = metadata;
  const { capacity: _capacity, conditions: _conditions, ...others } = (claim['status'] ?? {}) as ClaimStatus;
  const { allocatedResources: _allocated, allocatedResourceStatuses: _statuses, ...status } = others;
  return encodeJson({ metadata: rest, ...claim, status: version.has('nodesReportAllocatedStorage') ? status : others });
}

/** What has to stay of a claim. */
function staying({ metadata, ...claim }: KubeObject): unknown {
  const { resourceVersion: _resourceVersion, managedFields: _managedFields, ...rest } = metadata;
  const { capacity: _capacity, conditions: _conditions, ...status } = (claim['status'] ?? {}) as ClaimStatus;
  return { ...claim, metadata: rest, status };
}

/** What differs is shown, in newer versions line by line. */
function complaint(object: KubeObject, oldObject: KubeObject, version: Version): string {
  if (!version.has('nodesReportAllocatedStorage')) {
    const shown = cmpDifferenceOf(staying(oldObject), staying(object), 'core/v1.PersistentVolumeClaim', '*PersistentVolumeClaim', version);
    return `is not allowed to update fields other than status.capacity and status.conditions: ${shown}`;
  }
  const difference = unifiedDiff(claimInGo(oldObject), claimInGo(object));
  return `is not allowed to update fields other than status.quantity and status.conditions: ${difference}`;
}

export function checkClaimStatus({ node, attributes, version }: NodeRequest): void {
  const { operation, object, oldObject } = attributes;
  if (operation !== 'UPDATE' || object === undefined || oldObject === undefined) throw refused(attributes, `unexpected operation ${quote(operation)}`);
  if (compared(object, version) !== compared(oldObject, version)) throw refused(attributes, `node ${quote(node)} ${complaint(object, oldObject, version)}`);
}
