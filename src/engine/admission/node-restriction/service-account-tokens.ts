/**
 * A node asks for tokens of the ServiceAccounts of its pods: each token has to be bound to a pod that runs on it, and to be
 * meant for an audience that the pod asks for, or that the node may ask for.
 */
import { podSpec } from '../pod';
import { refused } from '../refusal';
import { audienceComplaint } from './audiences';
import type { NodeRequest } from './node-request';
import { existingPod } from './pods';

export interface TokenRequestSpec {
  readonly audiences?: readonly string[] | null;
  readonly boundObjectRef?: { readonly apiVersion?: string; readonly kind?: string; readonly name?: string; readonly uid?: string } | null;
}

export async function checkToken(request: NodeRequest): Promise<void> {
  const { node, attributes, version } = request;
  const { operation, subresource, object } = attributes;
  if (operation !== 'CREATE' || subresource !== 'token') return;
  const { boundObjectRef, audiences } = (object?.['spec'] ?? {}) as TokenRequestSpec;
  const { apiVersion, kind, name = '', uid = '' } = boundObjectRef ?? {};
  if (apiVersion !== 'v1' || kind !== 'Pod' || name === '') throw refused(attributes, 'node requested token not bound to a pod');
  if (uid === '') throw refused(attributes, 'node requested token with a pod binding without a uid');
  const pod = existingPod(request, name);
  const found = pod.metadata.uid ?? '';
  if (uid !== found) {
    const record = version.has('hidePodUid') ? 'the UID in record' : `the UID in record (${found})`;
    throw refused(attributes, `the UID in the bound object reference (${uid}) does not match ${record}. The object might have been deleted and then recreated`);
  }
  if (podSpec(pod).nodeName !== node) throw refused(attributes, 'node requested token bound to a pod scheduled on a different node');
  if (!version.has('nodeAudiences')) return;
  const complaint = await audienceComplaint(request, pod, audiences ?? []);
  if (complaint !== undefined) throw refused(attributes, complaint);
}
