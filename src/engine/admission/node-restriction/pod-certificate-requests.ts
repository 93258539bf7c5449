/**
 * A node asks for certificates for the pods on it: node, pod and ServiceAccount have to be those that are there, by name and
 * uid. What may only be late to arrive is an error instead of a refusal, so that the kubelet tries again.
 */
import { resourceAttributes } from '../../apimachinery/attributes';
import type { KubeObject } from '../../api/objects';
import { quote } from '../../golang/quote';
import { MIRROR_POD } from '../../nodes/pod-references';
import { plainError, type StatusError } from '../../errors/status-error';
import { podSpec } from '../pod';
import { refused } from '../refusal';
import type { NodeRequest } from './node-request';

interface Spec {
  readonly nodeName: string;
  readonly nodeUID: string;
  readonly podName: string;
  readonly podUID: string;
  readonly serviceAccountName: string;
  readonly serviceAccountUID: string;
  readonly signerName: string;
}

/** A source of a projected volume, as far as it is read here. */
interface CertificateSource {
  readonly podCertificate?: { readonly signerName?: string };
}

const NOTHING: Spec = { nodeName: '', nodeUID: '', podName: '', podUID: '', serviceAccountName: '', serviceAccountUID: '', signerName: '' };

const missing = (what: string, shown: string, kind: string, name: string): StatusError =>
  plainError(`while retrieving ${what} ${quote(shown)} named in the PodCertificateRequest: ${kind} ${quote(name)} not found`);

const uidOf = ({ metadata }: KubeObject): string => metadata.uid ?? '';

function checkNode({ storage, attributes, node }: NodeRequest, { nodeName, nodeUID }: Spec, pod: string): void {
  if (nodeName !== node) throw refused(attributes, `PodCertificateRequest.Spec.NodeName=${quote(nodeName)}, which is not the requesting node ${quote(node)}`);
  const found = storage.get({ group: '', resource: 'nodes' }, '', nodeName);
  if (found === undefined) throw missing('node', nodeName, 'node', nodeName);
  if (uidOf(found) !== nodeUID)
    throw plainError(
      `PodCertificateRequest for pod ${quote(pod)} names node UID ${quote(nodeUID)}, inconsistent with the running node (${quote(uidOf(found))})`,
    );
}

function checkPod({ storage, attributes }: NodeRequest, { nodeName, podName, podUID, serviceAccountName }: Spec, shown: string): void {
  const pod = storage.get({ group: '', resource: 'pods' }, attributes.namespace, podName);
  if (pod === undefined) throw missing('pod', shown, 'pod', podName);
  if (uidOf(pod) !== podUID)
    throw plainError(`PodCertificateRequest for pod ${quote(shown)} contains pod UID (${quote(podUID)}) which differs from running pod ${quote(uidOf(pod))}`);
  if (podSpec(pod).nodeName !== nodeName)
    throw refused(attributes, `pod ${quote(shown)} is not running on node ${quote(nodeName)} named in the PodCertificateRequest`);
  if (pod.metadata.annotations?.[MIRROR_POD] !== undefined) throw refused(attributes, `pod ${quote(shown)} is a mirror pod`);
  const runsAs = podSpec(pod).serviceAccountName ?? '';
  if (runsAs !== serviceAccountName) {
    throw refused(
      attributes,
      `PodCertificateRequest for pod ${quote(shown)} contains serviceAccountName (${quote(serviceAccountName)}) that differs from running pod (${quote(runsAs)})`,
    );
  }
}

function checkAccount({ storage, attributes }: NodeRequest, { serviceAccountName, serviceAccountUID }: Spec, pod: string): void {
  const account = storage.get({ group: '', resource: 'serviceaccounts' }, attributes.namespace, serviceAccountName);
  if (account === undefined) throw missing('service account', `${attributes.namespace}/${serviceAccountName}`, 'serviceaccount', serviceAccountName);
  if (uidOf(account) === serviceAccountUID) return;
  throw plainError(
    `PodCertificateRequest for pod ${quote(pod)} names service account UID ${quote(serviceAccountUID)}, which differs from the running service account (${quote(uidOf(account))})`,
  );
}

const namesSigner = (pod: KubeObject | undefined, signer: string): boolean =>
  (pod === undefined ? [] : (podSpec(pod).volumes ?? [])).some(({ projected }) =>
    ((projected?.sources ?? []) as readonly CertificateSource[]).some(({ podCertificate }) => podCertificate?.signerName === signer),
  );

/** The signer that a volume of the pod names, or one that the node is granted. RBAC resources have no slash in a name, so it is a colon there. */
async function checkSigner({ storage, attributes, authorizer }: NodeRequest, spec: Spec, shown: string): Promise<void> {
  const { user, namespace, resource } = attributes;
  if (namesSigner(storage.get({ group: '', resource: 'pods' }, namespace, spec.podName), spec.signerName)) return;
  const { decision, error } = await authorizer.authorize(
    resourceAttributes({
      user,
      verb: 'request-serviceaccounts-podcertificate-signer',
      namespace,
      apiGroup: resource.group,
      apiVersion: resource.version,
      resource: spec.signerName.replaceAll('/', ':'),
      name: spec.serviceAccountName,
    }),
  );
  if (decision === 'Allow') return;
  throw refused(
    attributes,
    error === undefined
      ? `pod ${quote(shown)} does not mount a podCertificate projected volume for signer ${quote(spec.signerName)}`
      : `error authorizing ${user.name} to request podcertificaterequests for signer ${quote(spec.signerName)}: ${error.message}`,
  );
}

export async function checkPodCertificateRequest(request: NodeRequest): Promise<void> {
  const { attributes, version } = request;
  const { operation, subresource, namespace, object } = attributes;
  if (!version.has('podCertificateRequests')) throw refused(attributes, 'PodCertificateRequest feature gate is disabled');
  if (operation !== 'CREATE') throw refused(attributes, `unexpected operation ${operation}`);
  if (subresource !== '') throw refused(attributes, `unexpected subresource ${subresource}`);
  const spec: Spec = { ...NOTHING, ...(object?.['spec'] as Partial<Spec> | undefined) };
  const pod = `${namespace}/${spec.podName}`;
  checkNode(request, spec, pod);
  checkPod(request, spec, pod);
  checkAccount(request, spec, pod);
  if (version.has('podCertificateSigners')) await checkSigner(request, spec, pod);
}
