/** Claims to devices, and templates of them. After pkg/apis/resource/validation/validation.go. */
import type { KubeObject } from '../../../../api/objects';
import { dnsLabel, dnsSubdomain } from '../../../../apimachinery/names';
import { duplicate, invalidValue, notSupported, required } from '../../../../errors/field-error';
import type { RegistryContext } from '../../../generic/context';
import { complaints, each, label, optional, when, type Errors } from '../../../generic/validation/checks';
import { givenFields } from '../../../generic/validation/given';
import { requiredSubdomain } from '../../../generic/validation/references';
import type { Version } from '../../../../versions';
import { validateOpaque, validateSelectors, type Opaque, type Selector } from '../device-validation';

interface Exactly {
  readonly deviceClassName?: string;
  readonly selectors?: readonly Selector[];
  readonly allocationMode?: string;
  readonly count?: number;
}
interface Request {
  readonly name?: string;
  readonly exactly?: Exactly;
  readonly firstAvailable?: readonly (Exactly & { readonly name?: string })[];
}
interface DeviceClaim {
  readonly requests?: readonly Request[];
  readonly constraints?: readonly { readonly requests?: readonly string[]; readonly matchAttribute?: string; readonly distinctAttribute?: string }[];
  readonly config?: readonly { readonly requests?: readonly string[]; readonly opaque?: Opaque }[];
}

function validateExactly(given: Exactly, at: string): Errors {
  const { allocationMode = '', count = 0 } = given;
  const counted =
    allocationMode === 'ExactCount'
      ? when(count <= 0, () => invalidValue(`${at}.count`, count, 'must be greater than zero'))
      : allocationMode === 'All'
        ? when(count !== 0, () => invalidValue(`${at}.count`, count, "must not be specified when allocationMode is 'All'"))
        : [notSupported(`${at}.allocationMode`, allocationMode, ['All', 'ExactCount'])];
  return [...requiredSubdomain(given.deviceClassName, `${at}.deviceClassName`), ...validateSelectors(given.selectors, `${at}.selectors`), ...counted];
}

function validateRequest({ name = '', exactly, firstAvailable = [] }: Request, at: string, version: Version): Errors {
  const kinds = [exactly !== undefined, firstAvailable.length > 0].filter(Boolean).length;
  return [
    ...label(name, `${at}.name`, version),
    ...when(kinds === 0, () => required(at, 'exactly one of `exactly` or `firstAvailable` is required')),
    ...when(kinds > 1, () => invalidValue(at, null, 'exactly one of `exactly` or `firstAvailable` is required, but multiple fields are set')),
    ...optional(exactly, (given) => validateExactly(given, `${at}.exactly`)),
  ];
}

const UNKNOWN = "must be the name of a request in the claim or the name of a request and a subrequest separated by '/'";

function validateNames(names: readonly string[] | undefined, known: readonly string[], at: string, version: Version): Errors {
  return each(names, at, (name, place, index) => [
    ...when((names ?? []).indexOf(name) < index, () => duplicate(place, name)),
    ...complaints(name, place, name.includes('/') ? [] : dnsLabel(name, version)),
    ...when(!known.includes(name.split('/')[0] ?? ''), () => invalidValue(place, name, UNKNOWN)),
  ]);
}

const IDENTIFIER =
  "a valid C identifier must start with alphabetic character or '_', followed by a string of alphanumeric characters or '_' (e.g. 'my_name',  or 'MY_NAME',  or 'MyName', regex used for validation is '[A-Za-z_][A-Za-z0-9_]*')";

function validateAttribute(name: string, at: string): Errors {
  const parts = name.split('/');
  const own = parts[parts.length - 1] ?? '';
  return [
    ...(parts.length === 2 ? complaints(parts[0] ?? '', at, dnsSubdomain(parts[0] ?? '')) : []),
    ...when(!/^[A-Za-z_][A-Za-z0-9_]*$/.test(own), () => invalidValue(at, own, IDENTIFIER)),
    ...when(parts.length < 2, () => invalidValue(at, name, 'a fully qualified name must be a domain and a name separated by a slash')),
  ];
}

function validateDeviceClaim({ requests = [], constraints, config }: DeviceClaim, at: string, version: Version): Errors {
  const names = requests.map(({ name = '' }) => name);
  return [
    ...each(requests, `${at}.requests`, (request, place, index) => [
      ...validateRequest(givenFields(request), place, version),
      ...when(names.indexOf(request.name ?? '') < index, () => duplicate(`${place}.name`, request.name ?? '')),
    ]),
    ...each(constraints, `${at}.constraints`, ({ requests: of, matchAttribute, distinctAttribute }, place) => [
      ...validateNames(of, names, `${place}.requests`, version),
      ...(matchAttribute !== undefined
        ? validateAttribute(matchAttribute, `${place}.matchAttribute`)
        : distinctAttribute !== undefined
          ? validateAttribute(distinctAttribute, `${place}.distinctAttribute`)
          : version.isEnabled('DRAConsumableCapacity') === false
            ? [required(`${place}.matchAttribute`)]
            : [required(place, 'exactly one of "matchAttribute" or "distinctAttribute" is required, but multiple fields are set')]),
    ]),
    ...each(config, `${at}.config`, ({ requests: of, opaque }, place) => [
      ...validateNames(of, names, `${place}.requests`, version),
      ...validateOpaque(opaque, place, version),
    ]),
  ];
}

const claimOf = (spec: unknown): DeviceClaim => givenFields(givenFields<{ readonly devices?: DeviceClaim }>(spec).devices);

export const validateResourceClaim = (object: KubeObject, { options }: RegistryContext): Errors =>
  validateDeviceClaim(claimOf(object['spec']), 'spec.devices', options.version);

export const validateResourceClaimTemplate = (object: KubeObject, { options }: RegistryContext): Errors =>
  validateDeviceClaim(claimOf(givenFields<{ readonly spec?: object }>(object['spec']).spec), 'spec.spec.devices', options.version);
