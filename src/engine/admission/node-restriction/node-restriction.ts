/**
 * NodeRestriction: a kubelet changes only what is its own. The Node authorizer lets a node write to Nodes, pods, leases and the
 * like without seeing the object; here the object is seen. Other users are not restricted.
 * Upstream: plugin/pkg/admission/noderestriction/admission.go, which checks in the mutating phase and changes nothing.
 */
import type { AdmissionPlugin } from '../../api/admission';
import { quote } from '../../golang/quote';
import { nodeNameOf } from '../../nodes/node-identity';
import type { PluginContext } from '../plugin-context';
import { refused } from '../refusal';
import { checkCertificateSigningRequest } from './certificate-signing-requests';
import { checkClaimStatus } from './claims';
import { checkNode } from './nodes';
import type { NodeRequest } from './node-request';
import { checkCsiNode, checkLease, checkResourceSlice } from './own-objects';
import { checkPodCertificateRequest } from './pod-certificate-requests';
import { checkEviction, checkPod, checkPodStatus } from './pods';
import { checkToken } from './service-account-tokens';
import { table } from '../../golang/map';

type Check = (request: NodeRequest) => void | Promise<void>;

const POD_CHECKS = table<Check>({ '': checkPod, status: checkPodStatus, eviction: checkEviction });

const checkPods: Check = (request) => {
  const { attributes } = request;
  const check = POD_CHECKS[attributes.subresource];
  if (check !== undefined) return check(request);
  throw refused(attributes, `unexpected pod subresource ${quote(attributes.subresource)}, only 'status' and 'eviction' are allowed`);
};

const checkClaims: Check = (request) => {
  if (request.attributes.subresource !== 'status') throw refused(request.attributes, 'may only update PVC status');
  checkClaimStatus(request);
};

/** Keyed 'resource.group'; this plugin ignores everything else. */
const CHECKS = table<Check>({
  'pods.': checkPods,
  'nodes.': checkNode,
  'persistentvolumeclaims.': checkClaims,
  'serviceaccounts.': checkToken,
  'podcertificaterequests.certificates.k8s.io': checkPodCertificateRequest,
  'leases.coordination.k8s.io': checkLease,
  'csinodes.storage.k8s.io': checkCsiNode,
  'resourceslices.resource.k8s.io': checkResourceSlice,
  'certificatesigningrequests.certificates.k8s.io': checkCertificateSigningRequest,
});

export const createNodeRestriction = ({ options: { version }, storage, authorizer }: PluginContext): AdmissionPlugin => ({
  name: 'NodeRestriction',
  handles: (operation) => operation !== 'CONNECT',
  async admit(attributes) {
    const { user, resource, object } = attributes;
    const node = nodeNameOf(user);
    if (node === undefined) return object;
    if (node === '') throw refused(attributes, `could not determine node from user ${quote(user.name)}`);
    await CHECKS[`${resource.resource}.${resource.group}`]?.({ node, attributes, version, storage, authorizer });
    return object;
  },
});
