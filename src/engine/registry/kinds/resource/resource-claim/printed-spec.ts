/** The spec of a ResourceClaim in the server's own form, which has no names for JSON. */
import { own } from '../../../../golang/map';
import { givenFields } from '../../../generic/validation/given';

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

const request = ({ name, exactly, firstAvailable }: Fields): object => ({
  Name: name,
  Exactly: struct(exactly, 'DeviceClassName', 'Selectors', 'AllocationMode', 'Count', 'AdminAccess', 'Tolerations', 'Capacity'),
  FirstAvailable:
    (firstAvailable as readonly Fields[] | undefined)?.map((sub) =>
      struct(sub, 'Name', 'DeviceClassName', 'Selectors', 'AllocationMode', 'Count', 'Tolerations', 'Capacity'),
    ) ?? null,
});

export function printedClaimSpec(spec: unknown): object {
  const { requests, constraints, config } = givenFields<{ readonly devices?: Devices }>(spec).devices ?? {};
  return { Devices: { Requests: requests?.map(request) ?? null, Constraints: constraints ?? null, Config: config ?? null } };
}
