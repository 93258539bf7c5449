/** ResourceClaims and ResourceClaimTemplates. After k8s.io/kubernetes/pkg/registry/resource/resourceclaim and resourceclaimtemplate. */
import { declaredImmutable } from '../../../generic/validation/immutable';
import { givenFields } from '../../../generic/validation/given';
import type { KubeObject } from '../../../../api/objects';
import { forbiddenField } from '../../../../errors/field-error';
import type { RegistryContext } from '../../../generic/context';
import { each, type Errors } from '../../../generic/validation/checks';
import { validated, withStatus } from '../../../generic/status-and-generation';
import type { Strategy } from '../../../generic/strategy';
import { validateSkippedOperations } from '../resource-slice/skipped-operations';
import { validateResourceClaim, validateResourceClaimTemplate } from './validation';
import { own } from '../../../../golang/map';

type Fields = Readonly<Record<string, unknown>>;

interface Devices {
  readonly requests?: readonly Fields[];
  readonly constraints?: readonly Fields[];
  readonly config?: readonly Fields[];
}

/** The fields of a struct in their order, each by its Go name; what is not there is null. */
const struct = (value: unknown, ...names: readonly string[]): object | null => {
  if (value === undefined || value === null) return null;
  const fields = value as Fields;
  return Object.fromEntries(names.map((name) => [name, own(fields, `${name.charAt(0).toLowerCase()}${name.slice(1)}`) ?? null]));
};

const printedRequest = ({ name, exactly, firstAvailable }: Fields): object => ({
  Name: name,
  Exactly: struct(exactly, 'DeviceClassName', 'Selectors', 'AllocationMode', 'Count', 'AdminAccess', 'Tolerations', 'Capacity'),
  FirstAvailable:
    (firstAvailable as readonly Fields[] | undefined)?.map((sub) =>
      struct(sub, 'Name', 'DeviceClassName', 'Selectors', 'AllocationMode', 'Count', 'Tolerations', 'Capacity'),
    ) ?? null,
});

/** The spec of a ResourceClaim in the server's own form, which has no names for JSON. */
function printedClaimSpec(spec: unknown): object {
  const { requests, constraints, config } = givenFields<{ readonly devices?: Devices }>(spec).devices ?? {};
  return { Devices: { Requests: requests?.map(printedRequest) ?? null, Constraints: constraints ?? null, Config: config ?? null } };
}

const LABEL = 'resource.kubernetes.io/admin-access';

interface DeviceRequest {
  readonly exactly?: { readonly adminAccess?: boolean };
  readonly adminAccess?: boolean;
}

const requestsOf = (spec: unknown): readonly DeviceRequest[] =>
  givenFields<{ readonly devices?: { readonly requests?: readonly DeviceRequest[] } }>(spec).devices?.requests ?? [];

/** Devices are administered from namespaces that a label sets apart. After AuthorizedForAdmin of pkg/registry/resource/utils.go. */
function validateAdminAccess(object: KubeObject, requests: readonly DeviceRequest[], at: string, { storage }: RegistryContext): Errors {
  const index = requests.findIndex(({ exactly, adminAccess }) => (exactly?.adminAccess ?? adminAccess) === true);
  const namespace = index < 0 ? undefined : storage.get({ group: '', resource: 'namespaces' }, '', object.metadata.namespace ?? '');
  if (index < 0 || namespace?.metadata.labels?.[LABEL] === 'true') return [];
  return [forbiddenField(`${at}.requests[${index}].adminAccess`, `admin access to devices requires the \`${LABEL}: true\` label on the containing namespace`)];
}

interface ClaimStatus {
  readonly allocation?: { readonly devices?: { readonly results?: readonly { readonly skipNodeOperations?: readonly string[] }[] } };
}

const validateStatus = ({ status }: KubeObject): Errors =>
  each(givenFields<ClaimStatus>(status).allocation?.devices?.results, 'status.allocation.devices.results', ({ skipNodeOperations }, at) =>
    validateSkippedOperations(skipNodeOperations, `${at}.skipNodeOperations`),
  );

/** What is asked for stays; nothing else of it is looked at again. */
const validateSpecStays = (object: KubeObject, old: KubeObject, { options }: RegistryContext): Errors =>
  declaredImmutable(object['spec'] as object, old['spec'], 'spec', options.version, printedClaimSpec(object['spec']));

export const resourceClaims: Strategy = {
  ...withStatus({ returnsDeletedObject: () => true, validateUpdate: validateSpecStays }),
  status: { validate: validateStatus },
  validate: (object, context) => [
    ...validateAdminAccess(object, requestsOf(object['spec']), 'spec.devices', context),
    ...validateResourceClaim(object, context),
  ],
};
export const resourceClaimTemplates: Strategy = {
  ...validated(validateResourceClaimTemplate, { returnsDeletedObject: () => true }),
  validate: (object, context) => {
    const { spec } = (object['spec'] ?? {}) as { readonly spec?: unknown };
    return [...validateAdminAccess(object, requestsOf(spec), 'spec.spec.devices', context), ...validateResourceClaimTemplate(object, context)];
  },
};
