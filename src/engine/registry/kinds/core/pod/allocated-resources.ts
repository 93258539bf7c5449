/** What a kubelet reports of the health of resources. After validateContainerStatusAllocatedResourcesStatus of pkg/apis/core/validation. */
import type { KubeObject } from '../../../../api/objects';
import { duplicate, invalidValue, required } from '../../../../errors/field-error';
import { each, oneOf, when, type Errors } from '../../../generic/validation/checks';
import { givenFields } from '../../../generic/validation/given';

interface Container {
  readonly name?: string;
  readonly resources?: {
    readonly requests?: Readonly<Record<string, unknown>>;
    readonly claims?: readonly { readonly name?: string; readonly request?: string }[];
  };
}
interface Health {
  readonly resourceID?: string;
  readonly health?: string;
  readonly message?: string;
}
interface ContainerStatus {
  readonly name?: string;
  readonly allocatedResourcesStatus?: readonly { readonly name?: string; readonly resources?: readonly Health[] }[];
}
type Named = Readonly<Record<string, unknown>>;

const LISTS = [
  ['containerStatuses', 'containers'],
  ['initContainerStatuses', 'initContainers'],
  ['ephemeralContainerStatuses', 'ephemeralContainers'],
] as const;

const CLAIMED =
  "must match one of the container's resource claims as 'claim:<claimName>/<requestName>' when container.resources.claims[*].request is set or 'claim:<claimName>' when it is empty";
const REQUESTED = "must match one of the container's resource requests";

function validateName(name: string, { resources = {} }: Container, at: string): Errors {
  if (!name.startsWith('claim:')) return when(!Object.hasOwn(resources.requests ?? {}, name), () => invalidValue(at, name, REQUESTED));
  const claimed = (resources.claims ?? []).map((claim) => `claim:${claim.name ?? ''}${(claim.request ?? '') === '' ? '' : `/${claim.request ?? ''}`}`);
  return when(!claimed.includes(name), () => invalidValue(at, name, CLAIMED));
}

const validateHealth = (all: readonly Health[] | undefined, at: string): Errors =>
  each(all, at, ({ resourceID = '', health = '', message }, place, index) => [
    ...oneOf(health, `${place}.health`, ['Healthy', 'Unhealthy', 'Unknown']),
    ...when(message === '', () => required(`${place}.message`, 'must be non-empty if specified')),
    ...when((all ?? []).findIndex((other) => other.resourceID === resourceID) < index, () => duplicate(`${place}.resourceID`, resourceID)),
  ]);

export function validateAllocatedResources(pod: KubeObject): Errors {
  const [spec, status] = [givenFields<Named>(pod['spec']), givenFields<Named>(pod['status'])];
  return LISTS.flatMap(([statuses, containers]) =>
    each(status[statuses] as readonly ContainerStatus[] | undefined, `status.${statuses}`, ({ name, allocatedResourcesStatus }, at) =>
      each(allocatedResourcesStatus, `${at}.allocatedResourcesStatus`, (allocated, place) => {
        const container = ((spec[containers] ?? []) as readonly Container[]).find((candidate) => candidate.name === name);
        return [
          ...(container === undefined ? [] : validateName(allocated.name ?? '', container, `${place}.name`)),
          ...validateHealth(allocated.resources, `${place}.resources`),
        ];
      }),
    ),
  );
}
