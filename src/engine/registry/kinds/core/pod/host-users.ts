/** A pod with users of its own leaves the rest of the host alone. After validateHostUsers of pkg/apis/core/validation. */
import type { Container, PodSpec } from 'kubernetes-types/core/v1';
import { forbiddenField } from '../../../../errors/field-error';
import type { Version } from '../../../../versions';
import { each, when, type Errors } from '../../../generic/validation/checks';
import type { Given } from '../../../generic/validation/given';

const WHEN = 'when `hostUsers` is false';

export function validateHostUsers(spec: Given<PodSpec>, at: string, version: Version): Errors {
  if ((spec as { readonly hostUsers?: boolean }).hostUsers !== false) return [];
  const devices = (containers: readonly Given<Container>[] | null | undefined, place: string): Errors =>
    each(containers, place, ({ volumeDevices }, container) => when((volumeDevices ?? []).length > 0, () => forbiddenField(`${container}.volumeDevices`, WHEN)));
  return [
    ...when(spec.hostNetwork === true && version.isEnabled('UserNamespacesHostNetworkSupport') !== true, () => forbiddenField(`${at}.hostNetwork`, WHEN)),
    ...when(spec.hostPID === true, () => forbiddenField(`${at}.HostPID`, WHEN)),
    ...when(spec.hostIPC === true, () => forbiddenField(`${at}.HostIPC`, WHEN)),
    ...devices(spec.initContainers, `${at}.initContainers`),
    ...devices(spec.containers, `${at}.containers`),
  ];
}
