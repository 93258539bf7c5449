/**
 * DenyExecOnPrivileged and DenyEscalatingExec: refuse to execute in, or attach to, a privileged container; by the second one, nor to a
 * container that shares something of its host. Upstream: plugin/pkg/admission/exec/admission.go of 1.20
 */
import type { AdmissionAttributes, AdmissionPlugin } from '../../api/admission';
import type { KubeObject } from '../../api/objects';
import { notFound } from '../../errors/status-error';
import { containersOf, podSpec } from '../pod';
import type { PluginContext } from '../plugin-context';
import { refused } from '../refusal';

const PODS = { group: '', resource: 'pods' };
const SUBRESOURCES = ['exec', 'attach'];
const TO = 'cannot exec into or attach to a';

const isConcerned = ({ resource, subresource }: AdmissionAttributes): boolean => resource.resource === 'pods' && SUBRESOURCES.includes(subresource);
const isPrivileged = (pod: KubeObject): boolean => containersOf(pod).some(({ container }) => container.securityContext?.privileged === true);

function sharedWithHost(pod: KubeObject): string | undefined {
  const { hostNetwork, hostPID, hostIPC } = podSpec(pod);
  if (hostNetwork === true) return `${TO} container using host network`;
  if (hostPID === true) return `${TO} container using host pid`;
  return hostIPC === true ? `${TO} container using host ipc` : undefined;
}

const create =
  (name: string, complaintAbout: (pod: KubeObject) => string | undefined) =>
  ({ storage }: PluginContext): AdmissionPlugin => ({
    name,
    handles: (operation) => operation === 'CONNECT',
    validate(attributes) {
      if (!isConcerned(attributes)) return;
      const pod = storage.get(PODS, attributes.namespace, attributes.name);
      if (pod === undefined) throw refused(attributes, notFound(PODS, attributes.name).message);
      const complaint = complaintAbout(pod);
      if (complaint !== undefined) throw refused(attributes, complaint);
    },
  });

const privileged = (pod: KubeObject): string | undefined => (isPrivileged(pod) ? `${TO} privileged container` : undefined);

export const createDenyExecOnPrivileged = create('DenyExecOnPrivileged', privileged);
export const createDenyEscalatingExec = create('DenyEscalatingExec', (pod) => sharedWithHost(pod) ?? privileged(pod));
