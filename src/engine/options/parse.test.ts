import { test } from 'node:test';
import { expect } from 'expect';
import { optionsFor, parseFlags } from './parse';

/** What starting with these arguments is refused with, as real servers of the version said it. */
const refusal = (...args: readonly string[]): string => {
  try {
    parseFlags(args);
  } catch (error) {
    return (error as Error).message;
  }
  return 'it starts';
};

test('without flags it is the newest version, on 127.0.0.1:6443, allowing everything to authenticated users', () => {
  const options = parseFlags([]);
  expect(options).toMatchObject({ bindAddress: '127.0.0.1', securePort: 6443, authorizationMode: ['AlwaysAllow'], anonymousAuth: false, controllers: ['*'] });
  expect(options.version.name).toBe('1.37');
});

test('a value follows after = or as the next argument; a boolean flag stands for itself', () => {
  const options = parseFlags(['--authorization-mode', 'Node,RBAC', '--secure-port=0', '--anonymous-auth', '--allow-privileged=T']);
  expect(options).toMatchObject({ authorizationMode: ['Node', 'RBAC'], securePort: 0, anonymousAuth: true, allowPrivileged: true });
});

test('lists of a flag given twice add up', () => {
  expect(parseFlags(['--authorization-mode=Node', '--authorization-mode=RBAC']).authorizationMode).toEqual(['Node', 'RBAC']);
});

test('AllBeta stands for every beta gate that is not named itself', () => {
  const { featureGates } = optionsFor({ kubernetesVersion: '1.20', flags: { 'feature-gates': 'AllBeta=false,RemoveSelfLink=true' } });
  expect(featureGates).toMatchObject({ RemoveSelfLink: true, APIPriorityAndFairness: false });
});

test('the core group of --runtime-config is v1 however it is written', () => {
  expect(optionsFor({ flags: { 'runtime-config': 'api/v1=false,rbac.authorization.k8s.io/v1alpha1,api/legacy=true' } }).runtimeConfig).toEqual({
    v1: false,
    'rbac.authorization.k8s.io/v1alpha1': true,
  });
});

test('what --admission-control does not name is switched off', () => {
  const { enableAdmissionPlugins, disableAdmissionPlugins } = parseFlags(['--admission-control=NamespaceLifecycle,ServiceAccount']);
  expect(enableAdmissionPlugins).toEqual(['NamespaceLifecycle', 'ServiceAccount']);
  expect(disableAdmissionPlugins).toContain('Priority');
  expect(disableAdmissionPlugins).not.toContain('ServiceAccount');
});

test('controllers are a list that may be empty', () => {
  expect(parseFlags(['--controllers=']).controllers).toEqual([]);
});

const OLD = '--kubernetes-version=1.20';
const refused: readonly (readonly [readonly string[], string])[] = [
  [['--anonymous-auth=perhaps'], 'invalid argument "perhaps" for "--anonymous-auth" flag: strconv.ParseBool: parsing "perhaps": invalid syntax'],
  [['--secure-port=x'], 'invalid argument "x" for "--secure-port" flag: strconv.ParseInt: parsing "x": invalid syntax'],
  [['--nonsense'], 'unknown flag: --nonsense'],
  [[OLD, '--authorization_mode=RBAC'], 'unknown flag: --authorization_mode'],
  [['--authorization_mode=RBAC', '--authorization-mode=Node,RBAC'], 'authorization-mode ["RBAC" "Node" "RBAC"] has mode specified more than once'],
  [['--authorization-mode=Magic'], 'authorization-mode "Magic" is not a valid mode'],
  [['--authorization-mode=Node, RBAC'], 'authorization-mode " RBAC" is not a valid mode'],
  [['--authorization-mode=ABAC'], "authorization-mode ABAC's authorization policy file not passed"],
  [[OLD, '--authorization-mode='], 'at least one authorization-mode must be passed'],
  [['--authorization-mode='], 'it starts'],
  [['--feature-gates=Nothing=true'], 'unrecognized feature gate: Nothing'],
  [[OLD, '--feature-gates=Nothing=true'], 'invalid argument "Nothing=true" for "--feature-gates" flag: unrecognized feature gate: Nothing'],
  [
    ['--kubernetes-version=1.36', '--feature-gates=AnonymousAuthConfigurableEndpoints=false'],
    'cannot set feature gate AnonymousAuthConfigurableEndpoints to false, feature is locked to true',
  ],
  [
    ['--enable-admission-plugins=PodSecurityPolicy,Bogus'],
    '[enable-admission-plugins plugin "PodSecurityPolicy" is unknown, enable-admission-plugins plugin "Bogus" is unknown]',
  ],
  [[OLD, '--enable-admission-plugins=PodSecurityPolicy,PersistentVolumeLabel'], 'it starts'],
  // Removed in 1.20.
  [[OLD, '--enable-admission-plugins=PodPreset'], 'enable-admission-plugins plugin "PodPreset" is unknown'],
  [[OLD, '--admission_control=NamespaceLifecycle'], 'unknown flag: --admission_control'],
  [['--admission_control=NamespaceLifecycle'], 'it starts'],
  [
    ['--admission-control=NamespaceLifecycle', '--enable-admission-plugins=AlwaysPullImages'],
    'admission-control and enable-admission-plugins/disable-admission-plugins flags are mutually exclusive',
  ],
  [['--admission-control=NamespaceLifecycle,PodSecurityPolicy'], 'admission-control plugin "PodSecurityPolicy" is unknown'],
  [
    ['--default-not-ready-toleration-seconds=x'],
    'invalid argument "x" for "--default-not-ready-toleration-seconds" flag: strconv.ParseInt: parsing "x": invalid syntax',
  ],
  [
    ['--enable-admission-plugins=PodSecurity,AlwaysPullImages', '--disable-admission-plugins=PodSecurity'],
    '[PodSecurity] in enable-admission-plugins and disable-admission-plugins overlapped',
  ],
  [
    ['--service-account-key-file=a', '--service-account-signing-key-file=b'],
    '[service-account-issuer is a required flag, --service-account-signing-key-file, --service-account-issuer, and --api-audiences should be specified together]',
  ],
  [['--runtime-config=api/all=false'], 'invalid runtime-config with only api/all=false'],
  [['--runtime-config=nothing.example.com/v1=true'], 'unknown api groups nothing.example.com/v1'],
  [['--emulated-version=1.36'], '--emulated-version is a flag of kube-apiserver that cukernetes does not have yet'],
  [['--kubernetes-version=1.19'], '--kubernetes-version "1.19" is not one of 1.20, 1.36, 1.37'],
  [['--secure-port'], 'flag needs an argument: --secure-port'],
  [['serve'], '"kube-apiserver" does not take any arguments, got ["serve"]'],
];

for (const [args, words] of refused) test(`${args.join(' ')}: ${words}`, () => expect(refusal(...args)).toBe(words));
