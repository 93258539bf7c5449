/**
 * Of a PersistentVolumeClaim a node reports only how a resize went: capacity and conditions, and what has been allocated.
 * Everything else has to stay as it is.
 */
import type { KubeObject } from '../../api/objects';
import { encodeJson } from '../../golang/json';
import { quote } from '../../golang/quote';
import type { Version } from '../../versions';
import { refused } from '../refusal';
import type { NodeRequest } from './node-request';

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

export function checkClaimStatus({ node, attributes, version }: NodeRequest): void {
  const { operation, object, oldObject } = attributes;
  if (operation !== 'UPDATE' || object === undefined || oldObject === undefined) throw refused(attributes, `unexpected operation ${quote(operation)}`);
  if (compared(object, version) === compared(oldObject, version)) return;
  const fields = version.has('nodesReportAllocatedStorage') ? 'status.quantity' : 'status.capacity';
  throw refused(attributes, `node ${quote(node)} is not allowed to update fields other than ${fields} and status.conditions: `);
}
