/** PodSecurityPolicies, of versions that have them. After ValidatePodSecurityPolicy of pkg/apis/policy/validation/validation.go. */
import type { KubeObject } from '../../../../api/objects';
import { dnsSubdomain } from '../../../../apimachinery/names';
import { own } from '../../../../golang/map';
import { quote } from '../../../../golang/quote';
import { duplicate, GoPrinted, invalidValue, notSupported, required, tooLong } from '../../../../errors/field-error';
import type { RegistryContext } from '../../../generic/context';
import { strings } from '../../../generic/metadata/go-printed';
import type { Version } from '../../../../versions';
import { complaints, each, isEmpty, localDescendingPath, oneOf, optional, when, type Errors } from '../../../generic/validation/checks';
import { givenFields, type Given } from '../../../generic/validation/given';
import { validateSysctlLists } from './sysctls';

interface Range {
  readonly min: number;
  readonly max: number;
}
interface Rule {
  readonly rule: string;
  readonly ranges: readonly Range[];
}
interface Spec {
  readonly runAsUser: Rule;
  readonly runAsGroup: Rule;
  readonly supplementalGroups: Rule;
  readonly fsGroup: Rule;
  readonly seLinux: { readonly rule: string };
  readonly volumes: readonly string[];
  readonly requiredDropCapabilities: readonly string[];
  readonly defaultAddCapabilities: readonly string[];
  readonly allowedCapabilities: readonly string[];
  readonly defaultAllowPrivilegeEscalation: boolean;
  readonly allowPrivilegeEscalation: boolean;
  readonly allowedProcMountTypes: readonly string[];
  readonly allowedHostPaths: readonly { readonly pathPrefix: string }[];
  readonly allowedFlexVolumes: readonly { readonly driver: string }[];
  readonly allowedCSIDrivers: readonly { readonly name: string }[];
  readonly allowedUnsafeSysctls: readonly string[];
  readonly forbiddenSysctls: readonly string[];
  readonly runtimeClass: { readonly allowedRuntimeClassNames: readonly string[]; readonly defaultRuntimeClassName: string };
}
type GivenSpec = Given<Spec>;
type GivenRule = Given<Rule>;

const VOLUMES =
  '*,awsElasticBlockStore,azureDisk,azureFile,cephFS,cinder,configMap,csi,downwardAPI,emptyDir,ephemeral,fc,flexVolume,flocker,gcePersistentDisk,gitRepo,glusterfs,hostPath,iscsi,nfs,persistentVolumeClaim,photonPersistentDisk,portworxVolume,projected,quobyte,rbd,scaleIO,secret,storageos,vsphereVolume'.split(
    ',',
  );

const ranges = (list: GivenRule['ranges'], at: string): Errors =>
  each(list, `${at}.ranges`, ({ min, max }, place) => {
    const [low, high] = [min ?? 0, max ?? 0];
    return [
      ...when(low < 0, () => invalidValue(`${place}.min`, low, 'min cannot be negative')),
      ...when(high < 0, () => invalidValue(`${place}.max`, high, 'max cannot be negative')),
      ...when(low > high, () => invalidValue(`${place}.min`, low, 'min cannot be greater than max')),
    ];
  });

const ofRule = (rule: GivenRule | null | undefined, at: string, supported: readonly string[]): Errors => [
  ...oneOf(rule?.rule, `${at}.rule`, supported),
  ...ranges(rule?.ranges, at),
];

const printedRanges = (list: readonly Given<Range>[] | null | undefined): GoPrinted =>
  new GoPrinted(
    list === null || list === undefined
      ? '[]policy.IDRange(nil)'
      : `[]policy.IDRange{${list.map(({ min, max }) => `policy.IDRange{Min:${min ?? 0}, Max:${max ?? 0}}`).join(', ')}}`,
  );

function runAsGroup(rule: GivenRule, at: string): Errors {
  const none = (rule.ranges ?? []).length === 0;
  if (rule.rule === 'RunAsAny') return when(!none, () => invalidValue(`${at}.ranges`, printedRanges(rule.ranges), 'Ranges must be empty'));
  if (rule.rule !== 'MustRunAs' && rule.rule !== 'MayRunAs') return [notSupported(`${at}.rule`, rule.rule ?? '', ['MustRunAs', 'RunAsAny', 'MayRunAs'])];
  return [...when(none, () => invalidValue(`${at}.ranges`, printedRanges(rule.ranges), 'must provide at least one range')), ...ranges(rule.ranges, at)];
}

/** The places of these lack the beginning `spec.`, as upstream names them. */
function capabilities({ requiredDropCapabilities, defaultAddCapabilities, allowedCapabilities }: GivenSpec, version: Version): Errors {
  const dropped = requiredDropCapabilities ?? [];
  const among = (list: readonly string[] | null | undefined, at: string): Errors =>
    (list ?? []).filter((name) => dropped.includes(name)).map((name) => invalidValue(at, name, `capability is listed in ${at} and requiredDropCapabilities`));
  return [
    ...when(dropped.length > 0 && (allowedCapabilities ?? []).includes('*'), () =>
      invalidValue('requiredDropCapabilities', strings(dropped, version, 'core.Capability'), 'must be empty when all capabilities are allowed by a wildcard'),
    ),
    ...among(defaultAddCapabilities, 'defaultAddCapabilities'),
    ...among(allowedCapabilities, 'allowedCapabilities'),
  ];
}

/** The first path that is missing ends the list. */
function hostPaths(list: GivenSpec['allowedHostPaths'], at: string): Errors {
  const paths = (list ?? []).map(({ pathPrefix }) => pathPrefix ?? '');
  const missing = paths.indexOf('');
  const checked = missing < 0 ? paths : paths.slice(0, missing);
  return [
    ...each(checked, at, (path, place) => when(path.split('/').includes('..'), () => invalidValue(place, path, "must not contain '..'"))),
    ...when(missing >= 0, () => required(`${at}[${missing}]`, 'is required')),
  ];
}

function csiDriver(name: string, at: string): Errors {
  return [
    ...when(name === '', () => required(at)),
    ...when(name.length > 63, () => tooLong(at, 63)),
    ...complaints(name, at, dnsSubdomain(name.toLowerCase())),
  ];
}

function runtimeClass(strategy: Given<Spec['runtimeClass']> | null | undefined, at: string, version: Version): Errors {
  return optional(strategy, ({ allowedRuntimeClassNames, defaultRuntimeClassName }) => {
    const names = allowedRuntimeClassNames ?? [];
    const place = `${at}.allowedRuntimeClassNames`;
    return [
      ...each(names, place, (name, where, index) => [
        ...(name === '*' ? [] : complaints(name, where, dnsSubdomain(name))),
        ...when(names.indexOf(name) < index, () => duplicate(where, name)),
      ]),
      ...optional(defaultRuntimeClassName, (name) => [
        ...complaints(name, `${at}.defaultRuntimeClassName`, dnsSubdomain(name)),
        ...when(!names.includes(name) && !names.includes('*'), () => required(place, `default ${quote(name)} must be allowed`)),
      ]),
      ...when(names.includes('*') && names.length > 1, () =>
        invalidValue(place, strings(names, version), "if '*' is present, must not specify other RuntimeClass names"),
      ),
    ];
  });
}

const appArmor = (profile: string, value: string, at: string): Errors =>
  when(profile !== '' && profile !== 'runtime/default' && profile !== 'unconfined' && !profile.startsWith('localhost/'), () =>
    invalidValue(at, value, `invalid AppArmor profile name: ${quote(profile)}`),
  );

function seccomp(profile: string, at: string): Errors {
  if (['runtime/default', 'docker/default', 'unconfined'].includes(profile)) return [];
  if (profile.startsWith('localhost/')) return localDescendingPath(profile.slice('localhost/'.length), at);
  return [invalidValue(at, profile, 'must be a valid seccomp profile')];
}

/** The profiles that annotations name: one that is given, and a list of those that may be asked for. */
function annotations({ metadata }: KubeObject): Errors {
  const named = (key: string, check: (value: string, at: string) => Errors): Errors => {
    const value = own(metadata.annotations ?? {}, key) ?? '';
    return value === '' ? [] : check(value, `metadata.annotations[${key}]`);
  };
  const [ofAppArmor, ofSeccomp] = ['apparmor.security.beta.kubernetes.io', 'seccomp.security.alpha.kubernetes.io'];
  return [
    ...named(`${ofAppArmor}/defaultProfileName`, (value, at) => appArmor(value, value, at)),
    ...named(`${ofAppArmor}/allowedProfileNames`, (value, at) => value.split(',').flatMap((profile) => appArmor(profile, value, at))),
    ...named(`${ofSeccomp}/defaultProfileName`, seccomp),
    ...named(`${ofSeccomp}/allowedProfileNames`, (value, at) =>
      value
        .split(',')
        .filter((profile) => profile !== '*')
        .flatMap((profile) => seccomp(profile, at)),
    ),
  ];
}

const FLEX = 'spec.allowedFlexVolumes.allowedFlexVolumes';
const CSI = 'spec.allowedCSIDrivers.allowedCSIDriver';
const ESCALATION = 'Cannot set DefaultAllowPrivilegeEscalation to true without also setting AllowPrivilegeEscalation to true';

export function validatePodSecurityPolicy(object: KubeObject, { options: { version } }: RegistryContext): Errors {
  const spec = givenFields<GivenSpec>(object['spec']);
  return [
    ...annotations(object),
    ...ofRule(spec.runAsUser, 'spec.runAsUser', ['MustRunAs', 'MustRunAsNonRoot', 'RunAsAny']),
    ...optional(spec.runAsGroup, (rule) => runAsGroup(rule, 'spec.runAsGroup')),
    ...oneOf(spec.seLinux?.rule, 'spec.seLinux.rule', ['MustRunAs', 'RunAsAny']),
    ...ofRule(spec.supplementalGroups, 'spec.supplementalGroups', ['MayRunAs', 'MustRunAs', 'RunAsAny']),
    ...ofRule(spec.fsGroup, 'spec.fsGroup', ['MayRunAs', 'MustRunAs', 'RunAsAny']),
    ...(spec.volumes ?? []).flatMap((volume) => oneOf(volume, 'spec.volumes', VOLUMES)),
    ...capabilities(spec, version),
    ...when(spec.defaultAllowPrivilegeEscalation === true && spec.allowPrivilegeEscalation === false, () =>
      invalidValue('spec.defaultAllowPrivilegeEscalation', true, ESCALATION),
    ),
    ...each(spec.allowedProcMountTypes, 'spec.allowedProcMountTypes', (type, at) => oneOf(type, at, ['Default', 'Unmasked'])),
    ...hostPaths(spec.allowedHostPaths, 'spec.allowedHostPaths'),
    ...each(spec.allowedFlexVolumes, FLEX, ({ driver }, at) => when(isEmpty(driver), () => required(`${at}.driver`, 'must specify a driver'))),
    ...each(spec.allowedCSIDrivers, CSI, ({ name }, at) => csiDriver(name ?? '', `${at}.name`)),
    ...validateSysctlLists(spec.allowedUnsafeSysctls ?? [], spec.forbiddenSysctls ?? []),
    ...runtimeClass(spec.runtimeClass, 'spec.runtimeClass', version),
  ];
}
