/** Each way that who-can knows to a right is walked on a server: refused before, and allowed by nothing but what eve may do. */
import { webcrypto } from 'node:crypto';
import { after, describe, it } from 'node:test';
import { cryptoProvider, Pkcs10CertificateRequestGenerator } from '@peculiar/x509';
import { expect } from 'expect';
import type { Client } from '../controllers/client';
import type { JsonObject } from '../engine/api/objects';
import type { PolicyRule } from '../engine/rbac/objects';
import { VERSIONS, versionOf, type GateName } from '../engine/versions';
import { embedded } from '../targets/embedded';
import type { Requester, Target, TargetRequest } from '../targets/target';
import { apiPolicy } from './api-policy';
import { attributesFor } from './question';
import { whoCan } from './who-can';

const RBAC = 'rbac.authorization.k8s.io';
const ROLES = `/apis/${RBAC}/v1`;
const IN_FOO = `${ROLES}/namespaces/foo`;
const CORE_IN_FOO = '/api/v1/namespaces/foo';
const GOAL = `${CORE_IN_FOO}/secrets/db`;
const SECRETS: PolicyRule = { verbs: ['get'], apiGroups: [''], resources: ['secrets'] };
const EVE: Requester = { kind: 'user', name: 'eve', groups: ['dev', 'ops'] };
const READER: Requester = { kind: 'serviceAccount', namespace: 'foo', name: 'reader' };
const READER_NAME = 'system:serviceaccount:foo:reader';

type Send = (method: string, path: string, body?: unknown, headers?: TargetRequest['headers']) => Promise<JsonObject>;

interface Way {
  readonly technique: string;
  readonly message: string;
  /** What eve may do in foo, and in the whole cluster. */
  readonly inFoo?: readonly PolicyRule[];
  readonly everywhere?: readonly PolicyRule[];
  /** A ClusterRole that eve has in foo. */
  readonly has?: string;
  /** Who else may do what in foo. */
  readonly others?: readonly (readonly [subject: object, rules: readonly PolicyRule[]])[];
  /** What eve has to be to get there; without it, nothing but eve. */
  readonly is?: string;
  /** Whether the version has this way. */
  readonly since?: GateName;
  /** What the administrator has made. */
  readonly made?: readonly (readonly [path: string, object: object])[];
  /** What eve does; gives who reads the Secret in the end, and with which headers. */
  readonly walk: (eve: Send) => Promise<Pick<TargetRequest, 'as' | 'headers'>>;
}

const rule = (verbs: readonly string[], group: string, resources: readonly string[], resourceNames?: readonly string[]): PolicyRule => ({
  verbs: [...verbs],
  apiGroups: [group],
  resources: [...resources],
  ...(resourceNames && { resourceNames: [...resourceNames] }),
});
const objectOf = (apiVersion: string, kind: string, name: string, fields: object = {}, metadata: object = {}) => ({
  apiVersion,
  kind,
  metadata: { name, ...metadata },
  ...fields,
});
const roleOf = (kind: string, name: string, rules: readonly PolicyRule[], metadata?: object) => objectOf(`${RBAC}/v1`, kind, name, { rules }, metadata);
const bindingOf = (kind: string, name: string, role: string, roleKind: string, subject: object) =>
  objectOf(`${RBAC}/v1`, kind, name, { subjects: [subject], roleRef: { apiGroup: RBAC, kind: roleKind, name: role } });
const PERSON = { kind: 'User', apiGroup: RBAC, name: 'eve' };
const inGroup = (name: string) => ({ kind: 'Group', apiGroup: RBAC, name });
const COLLECTED = [
  `${ROLES}/clusterroles`,
  { ...roleOf('ClusterRole', 'collected', []), aggregationRule: { clusterRoleSelectors: [{ matchLabels: { 'to-collected': 'true' } }] } },
] as const;
const DANGLING = [`${IN_FOO}/rolebindings`, bindingOf('RoleBinding', 'dangling', 'gone', 'Role', PERSON)] as const;
const AUTHENTICATION = 'authentication.k8s.io';

const POD = { serviceAccountName: 'reader', containers: [{ name: 'c', image: 'busybox' }] };
const LABELS = { app: 'x' };
const TEMPLATE = { metadata: { labels: LABELS }, spec: POD };
const JOB = { template: { spec: { ...POD, restartPolicy: 'Never' } } };
const SELECTED = { selector: { matchLabels: LABELS }, template: TEMPLATE };

const tokenSecret = (name: string) =>
  objectOf('v1', 'Secret', name, { type: 'kubernetes.io/service-account-token' }, { annotations: { 'kubernetes.io/service-account.name': 'reader' } });
const bearing = (secret: JsonObject): Pick<TargetRequest, 'as'> => {
  const { token } = secret['data'] as { readonly token: string };
  return { as: { kind: 'token', token: Buffer.from(token, 'base64').toString() } };
};

/** An object that makes pods: its author makes a pod of the ServiceAccount that it names. */
const workload = (group: string, version: string, kind: string, resource: string, spec: object): Way => ({
  technique: 'pods',
  message: `may create ${resource} in the namespace "foo", which run as the ServiceAccount they name`,
  inFoo: [rule(['create'], group, [resource])],
  walk: async (eve) => {
    const [path, apiVersion] = group === '' ? [CORE_IN_FOO, version] : [`/apis/${group}/${version}/namespaces/foo`, `${group}/${version}`];
    const made = await eve('POST', `${path}/${resource}`, objectOf(apiVersion, kind, 'x', { spec }));
    expect(JSON.stringify(made['spec'])).toContain('"serviceAccountName":"reader"');
    return { as: READER };
  },
});

async function certificateRequest(name: string): Promise<string> {
  cryptoProvider.set(webcrypto);
  const keys = await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const pem = (await Pkcs10CertificateRequestGenerator.create({ name: [{ CN: [name] }], keys, signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' } })).toString(
    'pem',
  );
  return Buffer.from(`${pem}\n`).toString('base64');
}

const WAYS: Readonly<Record<string, (kubernetes: string) => Way>> = {
  'bind a role that is there': () => ({
    technique: 'bind',
    message: 'may bind the Role "secret-reader" to anybody',
    inFoo: [rule(['bind'], RBAC, ['roles'], ['secret-reader']), rule(['create'], RBAC, ['rolebindings'])],
    walk: async (eve) => {
      await eve('POST', `${IN_FOO}/rolebindings`, bindingOf('RoleBinding', 'mine', 'secret-reader', 'Role', PERSON));
      return { as: EVE };
    },
  }),
  'join a binding that is there': () => ({
    technique: 'bind',
    message: 'may bind the Role "secret-reader" to anybody',
    inFoo: [rule(['bind'], RBAC, ['roles'], ['secret-reader']), rule(['patch'], RBAC, ['rolebindings'], ['reader'])],
    walk: async (eve) => {
      await eve('PATCH', `${IN_FOO}/rolebindings/reader`, { subjects: [PERSON] });
      return { as: EVE };
    },
  }),
  'escalate a role of their own': () => ({
    technique: 'escalate',
    message: 'may escalate the Role "of-eve", which they have',
    inFoo: [rule(['escalate', 'patch'], RBAC, ['roles'], ['of-eve'])],
    walk: async (eve) => {
      await eve('PATCH', `${IN_FOO}/roles/of-eve`, { rules: [SECRETS] });
      return { as: EVE };
    },
  }),
  'make a role and bind it': () => ({
    technique: 'escalate',
    message: 'may create a Role with any rule and bind it',
    inFoo: [rule(['escalate', 'create'], RBAC, ['roles']), rule(['bind'], RBAC, ['roles'], ['new']), rule(['create'], RBAC, ['rolebindings'])],
    walk: async (eve) => {
      await eve('POST', `${IN_FOO}/roles`, roleOf('Role', 'new', [SECRETS]));
      await eve('POST', `${IN_FOO}/rolebindings`, bindingOf('RoleBinding', 'mine', 'new', 'Role', PERSON));
      return { as: EVE };
    },
  }),
  'make a role that is added to one of theirs': () => ({
    technique: 'aggregate',
    message: 'may create a ClusterRole with any rule that the cluster adds to the ClusterRole "collected", which they have',
    everywhere: [rule(['escalate', 'create'], RBAC, ['clusterroles'])],
    has: 'collected',
    made: [COLLECTED],
    walk: async (eve) => {
      await eve('POST', `${ROLES}/clusterroles`, roleOf('ClusterRole', 'addition', [SECRETS], { labels: { 'to-collected': 'true' } }));
      return { as: EVE };
    },
  }),
  'write rules and a label into a role that they do not have': () => ({
    technique: 'aggregate',
    message: 'may write any rule and label into the ClusterRole "unrelated", so that the cluster adds to the ClusterRole "collected", which they have',
    everywhere: [rule(['escalate', 'patch'], RBAC, ['clusterroles'], ['unrelated'])],
    has: 'collected',
    made: [COLLECTED, [`${ROLES}/clusterroles`, roleOf('ClusterRole', 'unrelated', [])]],
    walk: async (eve) => {
      await eve('PATCH', `${ROLES}/clusterroles/unrelated`, { metadata: { labels: { 'to-collected': 'true' } }, rules: [SECRETS] });
      return { as: EVE };
    },
  }),
  'bind through one group and write bindings through another': () => ({
    technique: 'bind',
    message: 'may bind the Role "secret-reader" to anybody',
    is: 'Group dev and Group ops',
    others: [
      [inGroup('dev'), [rule(['bind'], RBAC, ['roles'], ['secret-reader'])]],
      [inGroup('ops'), [rule(['create'], RBAC, ['rolebindings'])]],
    ],
    walk: async (eve) => {
      await eve('POST', `${IN_FOO}/rolebindings`, bindingOf('RoleBinding', 'mine', 'secret-reader', 'Role', PERSON));
      return { as: EVE };
    },
  }),
  'bind as a member of a group and write bindings themselves': () => ({
    technique: 'bind',
    message: 'may bind the Role "secret-reader" to anybody',
    is: 'Group dev and User eve',
    others: [[inGroup('dev'), [rule(['bind'], RBAC, ['roles'], ['secret-reader'])]]],
    inFoo: [rule(['create'], RBAC, ['rolebindings'])],
    walk: async (eve) => {
      await eve('POST', `${IN_FOO}/rolebindings`, bindingOf('RoleBinding', 'mine', 'secret-reader', 'Role', PERSON));
      return { as: EVE };
    },
  }),
  'escalate through one group a role of another': () => ({
    technique: 'escalate',
    message: 'may escalate the Role "of-0", which they have',
    is: 'Group dev and Group ops',
    others: [
      [inGroup('dev'), []],
      [inGroup('ops'), [rule(['escalate', 'patch'], RBAC, ['roles'], ['of-0'])]],
    ],
    walk: async (eve) => {
      await eve('PATCH', `${IN_FOO}/roles/of-0`, { rules: [SECRETS] });
      return { as: EVE };
    },
  }),
  'write a binding of one name by PUT': () => ({
    technique: 'bind',
    message: 'may bind the Role "secret-reader" to anybody',
    inFoo: [rule(['bind'], RBAC, ['roles'], ['secret-reader']), rule(['create', 'update'], RBAC, ['rolebindings'], ['mine'])],
    walk: async (eve) => {
      await eve('PUT', `${IN_FOO}/rolebindings/mine`, bindingOf('RoleBinding', 'mine', 'secret-reader', 'Role', PERSON));
      return { as: EVE };
    },
  }),
  'make the role that a binding misses': () => ({
    technique: 'escalate',
    message: 'may create the Role "gone", which a binding gives them, with any rule',
    inFoo: [rule(['escalate', 'create'], RBAC, ['roles'])],
    made: [DANGLING],
    walk: async (eve) => {
      await eve('POST', `${IN_FOO}/roles`, roleOf('Role', 'gone', [SECRETS]));
      return { as: EVE };
    },
  }),
  'make the role that a binding misses, by PUT of its name': () => ({
    technique: 'escalate',
    message: 'may create the Role "gone", which a binding gives them, with any rule',
    inFoo: [rule(['escalate', 'create', 'update'], RBAC, ['roles'], ['gone'])],
    made: [DANGLING],
    walk: async (eve) => {
      await eve('PUT', `${IN_FOO}/roles/gone`, roleOf('Role', 'gone', [SECRETS]));
      return { as: EVE };
    },
  }),
  'make the role that a binding misses, by an apply': () => ({
    technique: 'escalate',
    message: 'may create the Role "gone", which a binding gives them, with any rule',
    inFoo: [rule(['escalate', 'create', 'patch'], RBAC, ['roles'], ['gone'])],
    made: [DANGLING],
    walk: async (eve) => {
      await eve('PATCH', `${IN_FOO}/roles/gone?fieldManager=eve`, roleOf('Role', 'gone', [SECRETS]), { 'Content-Type': 'application/apply-patch+yaml' });
      return { as: EVE };
    },
  }),
  'delete a role that they have and make it anew': () => ({
    technique: 'escalate',
    message: 'may delete the Role "harmless", which they have, and create it with any rule',
    inFoo: [rule(['escalate', 'create'], RBAC, ['roles']), rule(['delete'], RBAC, ['roles'], ['harmless'])],
    made: [
      [`${IN_FOO}/roles`, roleOf('Role', 'harmless', [])],
      [`${IN_FOO}/rolebindings`, bindingOf('RoleBinding', 'harmless', 'harmless', 'Role', PERSON)],
    ],
    walk: async (eve) => {
      await eve('DELETE', `${IN_FOO}/roles/harmless`);
      await eve('POST', `${IN_FOO}/roles`, roleOf('Role', 'harmless', [SECRETS]));
      return { as: EVE };
    },
  }),
  'delete all roles and make one anew that they had': () => ({
    technique: 'escalate',
    message: 'may delete the Role "of-eve", which they have, and create it with any rule',
    everywhere: [rule(['escalate', 'create', 'deletecollection'], RBAC, ['roles'])],
    walk: async (eve) => {
      await eve('DELETE', `${IN_FOO}/roles`);
      await eve('POST', `${IN_FOO}/roles`, roleOf('Role', 'of-eve', [SECRETS]));
      return { as: EVE };
    },
  }),
  'impersonate the ServiceAccount for one verb': () => ({
    technique: 'impersonate',
    message: 'may impersonate the ServiceAccount "reader/foo" for what is asked (serviceaccount)',
    since: 'constrainedImpersonation',
    inFoo: [
      rule(['impersonate-on:serviceaccount:get'], '', ['secrets']),
      rule(['impersonate:serviceaccount'], AUTHENTICATION, ['serviceaccounts'], ['reader']),
    ],
    walk: () => Promise.resolve({ as: EVE, headers: { 'Impersonate-User': READER_NAME } }),
  }),
  'impersonate a user for one verb': () => ({
    technique: 'impersonate',
    message: 'may impersonate the user "jim" for what is asked (user-info)',
    since: 'constrainedImpersonation',
    others: [[{ ...PERSON, name: 'jim' }, [SECRETS]]],
    inFoo: [rule(['impersonate-on:user-info:get'], '', ['secrets'], ['db'])],
    everywhere: [rule(['impersonate:user-info'], AUTHENTICATION, ['users'], ['jim'])],
    walk: () => Promise.resolve({ as: EVE, headers: { 'Impersonate-User': 'jim' } }),
  }),
  'impersonate a group with some user for one verb': () => ({
    technique: 'impersonate',
    message: 'may impersonate the group "readers" for what is asked (user-info)',
    since: 'constrainedImpersonation',
    others: [[inGroup('readers'), [SECRETS]]],
    inFoo: [rule(['impersonate-on:user-info:get'], '', ['secrets'])],
    everywhere: [
      rule(['impersonate:user-info'], AUTHENTICATION, ['users'], ['some']),
      rule(['impersonate:user-info'], AUTHENTICATION, ['groups'], ['readers']),
    ],
    walk: () => Promise.resolve({ as: EVE, headers: { 'Impersonate-User': 'some', 'Impersonate-Group': 'readers' } }),
  }),
  'impersonate a node for one verb': () => ({
    technique: 'impersonate',
    message: 'may impersonate the user "system:node:n1" for what is asked (arbitrary-node)',
    since: 'constrainedImpersonation',
    others: [[{ ...PERSON, name: 'system:node:n1' }, [SECRETS]]],
    inFoo: [rule(['impersonate-on:arbitrary-node:get'], '', ['secrets'])],
    everywhere: [rule(['impersonate:arbitrary-node'], AUTHENTICATION, ['nodes'], ['n1'])],
    walk: () => Promise.resolve({ as: EVE, headers: { 'Impersonate-User': 'system:node:n1' } }),
  }),
  'impersonate for one verb a user who may bind': () => ({
    technique: 'impersonate',
    message: 'may impersonate the user "jim" for what is asked (user-info)',
    since: 'constrainedImpersonation',
    others: [[{ ...PERSON, name: 'jim' }, [rule(['bind'], RBAC, ['roles'], ['secret-reader']), rule(['create'], RBAC, ['rolebindings'])]]],
    inFoo: [rule(['impersonate-on:user-info:create'], RBAC, ['rolebindings'])],
    everywhere: [rule(['impersonate:user-info'], AUTHENTICATION, ['users'], ['jim'])],
    walk: async (eve) => {
      await eve('POST', `${IN_FOO}/rolebindings`, bindingOf('RoleBinding', 'mine', 'secret-reader', 'Role', PERSON), { 'Impersonate-User': 'jim' });
      return { as: EVE };
    },
  }),
  'impersonate two groups together': () => ({
    technique: 'impersonate',
    message: 'may impersonate the group "binders" with the group "writers"',
    others: [
      [inGroup('binders'), [rule(['bind'], RBAC, ['roles'], ['secret-reader'])]],
      [inGroup('writers'), [rule(['create'], RBAC, ['rolebindings'])]],
    ],
    everywhere: [rule(['impersonate'], '', ['groups'], ['binders', 'writers']), rule(['impersonate'], '', ['users'], ['some'])],
    walk: async (eve) => {
      const headers = { 'Impersonate-User': 'some', 'Impersonate-Group': ['binders', 'writers'] };
      await eve('POST', `${IN_FOO}/rolebindings`, bindingOf('RoleBinding', 'mine', 'secret-reader', 'Role', PERSON), headers);
      return { as: EVE };
    },
  }),
  'impersonate the ServiceAccount': () => ({
    technique: 'impersonate',
    message: 'may impersonate the ServiceAccount "reader/foo"',
    inFoo: [rule(['impersonate'], '', ['serviceaccounts'], ['reader'])],
    walk: () => Promise.resolve({ as: EVE, headers: { 'Impersonate-User': READER_NAME } }),
  }),
  'impersonate a group with some user': () => ({
    technique: 'impersonate',
    message: 'may impersonate the group "system:masters"',
    everywhere: [rule(['impersonate'], '', ['groups'], ['system:masters']), rule(['impersonate'], '', ['users'], ['anyone'])],
    walk: () => Promise.resolve({ as: EVE, headers: { 'Impersonate-User': 'anyone', 'Impersonate-Group': 'system:masters' } }),
  }),
  'create pods': () => workload('', 'v1', 'Pod', 'pods', POD),
  'create replication controllers': () => workload('', 'v1', 'ReplicationController', 'replicationcontrollers', { selector: LABELS, template: TEMPLATE }),
  'create daemon sets': () => workload('apps', 'v1', 'DaemonSet', 'daemonsets', SELECTED),
  'create deployments': () => workload('apps', 'v1', 'Deployment', 'deployments', SELECTED),
  'create replica sets': () => workload('apps', 'v1', 'ReplicaSet', 'replicasets', SELECTED),
  'create stateful sets': () => workload('apps', 'v1', 'StatefulSet', 'statefulsets', { ...SELECTED, serviceName: 'x' }),
  'create jobs': () => workload('batch', 'v1', 'Job', 'jobs', JOB),
  'create cron jobs': (kubernetes) =>
    workload('batch', kubernetes === '1.20' ? 'v1beta1' : 'v1', 'CronJob', 'cronjobs', { schedule: '0 0 * * *', jobTemplate: { spec: JOB } }),
  'create a token': () => ({
    technique: 'token',
    message: 'may create a token of the ServiceAccount "reader/foo"',
    inFoo: [rule(['create'], '', ['serviceaccounts/token'], ['reader'])],
    walk: async (eve) => {
      const { status } = await eve('POST', `${CORE_IN_FOO}/serviceaccounts/reader/token`, {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'TokenRequest',
        spec: { audiences: ['https://kubernetes.default.svc'] },
      });
      return { as: { kind: 'token', token: (status as { readonly token: string }).token } };
    },
  }),
  'read its token Secret, by a list of one name': () => ({
    technique: 'token-secret',
    message: 'may read the token Secret of the ServiceAccount "reader/foo"',
    inFoo: [rule(['list'], '', ['secrets'], ['the-token'])],
    made: [[`${CORE_IN_FOO}/secrets`, tokenSecret('the-token')]],
    walk: async (eve) => {
      const { items } = await eve('GET', `${CORE_IN_FOO}/secrets?fieldSelector=metadata.name%3Dthe-token`);
      return bearing((items as readonly JsonObject[])[0] ?? {});
    },
  }),
  'create a token Secret and read it': () => ({
    technique: 'token-secret',
    message: 'may create a token Secret in the namespace "foo" and read it',
    inFoo: [rule(['create'], '', ['secrets']), rule(['get'], '', ['secrets'], ['mine'])],
    walk: async (eve) => {
      await eve('POST', `${CORE_IN_FOO}/secrets`, tokenSecret('mine'));
      return bearing(await eve('GET', `${CORE_IN_FOO}/secrets/mine`));
    },
  }),
  'approve a certificate': () => ({
    technique: 'certificate',
    // Of all who are allowed one is named.
    message: 'may ask for a client certificate of the user "',
    everywhere: [
      rule(['create', 'get'], 'certificates.k8s.io', ['certificatesigningrequests']),
      rule(['update'], 'certificates.k8s.io', ['certificatesigningrequests/approval']),
      rule(['approve'], 'certificates.k8s.io', ['signers'], ['kubernetes.io/*']),
    ],
    walk: async (eve) => {
      const path = '/apis/certificates.k8s.io/v1/certificatesigningrequests';
      const spec = { request: await certificateRequest(READER_NAME), signerName: 'kubernetes.io/kube-apiserver-client', usages: ['client auth'] };
      const made = await eve('POST', path, objectOf('certificates.k8s.io/v1', 'CertificateSigningRequest', 'mine', { spec }));
      const condition = { type: 'Approved', status: 'True', reason: 'Mine', message: '' };
      const approved = await eve('PUT', `${path}/mine/approval`, { ...made, status: { conditions: [condition] } });
      expect(approved['status']).toMatchObject({ conditions: [{ type: 'Approved', status: 'True' }] });
      // The controller that signs what is approved does not belong to an API server; the target signs with the same authority.
      return { as: { kind: 'user', name: READER_NAME } };
    },
  }),
};

async function sent(target: Target, request: TargetRequest): Promise<JsonObject> {
  const { status, body } = await target.send(request);
  const answer = JSON.parse(String(body)) as JsonObject;
  if (status >= 300) throw new Error(`${request.method} ${request.path} was answered ${status}: ${String(answer['message'])}`);
  return answer;
}

const sendAs =
  (target: Target, as: Requester): Send =>
  (method, path, body, headers = {}) =>
    sent(target, {
      as,
      method,
      path,
      headers: { ...(method === 'PATCH' && { 'Content-Type': 'application/merge-patch+json' }), ...headers },
      ...(body !== undefined && { body }),
    });

async function arrange(administrator: Send, { inFoo = [], everywhere = [], has, others = [], made = [] }: Way): Promise<void> {
  const reader = { kind: 'ServiceAccount', name: 'reader', namespace: 'foo' };
  await administrator('POST', '/api/v1/namespaces', objectOf('v1', 'Namespace', 'foo'));
  await administrator('POST', `${CORE_IN_FOO}/serviceaccounts`, objectOf('v1', 'ServiceAccount', 'reader'));
  await administrator('POST', `${CORE_IN_FOO}/secrets`, objectOf('v1', 'Secret', 'db'));
  await administrator('POST', `${IN_FOO}/roles`, roleOf('Role', 'secret-reader', [SECRETS]));
  await administrator('POST', `${IN_FOO}/rolebindings`, bindingOf('RoleBinding', 'reader', 'secret-reader', 'Role', reader));
  for (const [path, object] of made) await administrator('POST', path, object);
  await administrator('POST', `${IN_FOO}/roles`, roleOf('Role', 'of-eve', inFoo));
  await administrator('POST', `${IN_FOO}/rolebindings`, bindingOf('RoleBinding', 'eve', 'of-eve', 'Role', PERSON));
  for (const [at, [subject, rules]] of others.entries()) {
    await administrator('POST', `${IN_FOO}/roles`, roleOf('Role', `of-${at}`, rules));
    await administrator('POST', `${IN_FOO}/rolebindings`, bindingOf('RoleBinding', `of-${at}`, `of-${at}`, 'Role', subject));
  }
  await administrator('POST', `${ROLES}/clusterroles`, roleOf('ClusterRole', 'of-eve', everywhere));
  await administrator('POST', `${ROLES}/clusterrolebindings`, bindingOf('ClusterRoleBinding', 'eve', 'of-eve', 'ClusterRole', PERSON));
  if (has !== undefined) await administrator('POST', `${IN_FOO}/rolebindings`, bindingOf('RoleBinding', 'more', has, 'ClusterRole', PERSON));
}

interface Claim {
  readonly is: string;
  readonly technique: string;
  readonly message: string;
}

/** What is said of eve, alone or as a member of groups. */
async function claimed(target: Target): Promise<readonly Claim[]> {
  const request: Client['request'] = async (method, path) => ({ status: 200, body: await sendAs(target, { kind: 'administrator' })(method, path) });
  const policy = await apiPolicy({ request });
  const { couldGetThere } = whoCan(policy, attributesFor({ verb: 'get', resource: 'secrets', name: 'db', namespace: 'foo' }, policy.version));
  return couldGetThere.flatMap(({ kind, name, also = [], technique, message }) => {
    const all = [{ kind, name }, ...also];
    const isEve = all.every((who) => (who.kind === 'User' ? who.name === 'eve' : ['dev', 'ops'].includes(who.name)));
    return isEve ? [{ is: all.map((who) => `${who.kind} ${who.name}`).join(' and '), technique, message }] : [];
  });
}

const session = embedded.connect({});
after(async () => (await session).close());

async function withTarget(version: string, use: (target: Target) => Promise<void>): Promise<void> {
  const target = await (await session).open({ kubernetesVersion: version, flags: { 'authorization-mode': 'RBAC' } });
  await use(target).finally(() => target.close());
}

for (const version of VERSIONS)
  describe(`a way to a Secret of Kubernetes ${version}`, () => {
    for (const [name, wayOf] of Object.entries(WAYS)) {
      const way = wayOf(version);
      if (way.since !== undefined && !versionOf(version).has(way.since)) continue;
      it(name, () =>
        withTarget(version, async (target) => {
          await arrange(sendAs(target, { kind: 'administrator' }), way);
          expect((await target.send({ as: EVE, method: 'GET', path: GOAL })).status).toBe(403);
          const message: unknown = expect.stringContaining(way.message);
          expect(await claimed(target)).toEqual([{ is: way.is ?? 'User eve', technique: way.technique, message }]);
          const last = await way.walk(sendAs(target, EVE));
          expect((await sent(target, { ...last, method: 'GET', path: GOAL }))['kind']).toBe('Secret');
        }),
      );
    }

    it('is not impersonation of a user who impersonates another', () =>
      withTarget(version, async (target) => {
        await arrange(sendAs(target, { kind: 'administrator' }), {
          technique: '',
          message: '',
          others: [[{ ...PERSON, name: 'jim' }, [rule(['impersonate'], '', ['serviceaccounts'], ['reader'])]]],
          everywhere: [rule(['impersonate'], '', ['users'], ['jim'])],
          walk: () => Promise.reject(new Error('no way')),
        });
        expect(await claimed(target)).toEqual([]);
        const { status } = await target.send({ as: EVE, method: 'GET', path: GOAL, headers: { 'Impersonate-User': 'jim' } });
        expect(status).toBe(403);
      }));

    it('is not a role that is deleted and gives the right to make it anew itself', () =>
      withTarget(version, async (target) => {
        await arrange(sendAs(target, { kind: 'administrator' }), {
          technique: '',
          message: '',
          inFoo: [rule(['escalate', 'create', 'delete'], RBAC, ['roles'], ['of-eve']), rule(['create'], RBAC, ['roles'])],
          walk: () => Promise.reject(new Error('no way')),
        });
        expect(await claimed(target)).toEqual([]);
        const eve = sendAs(target, EVE);
        await eve('DELETE', `${IN_FOO}/roles/of-eve`);
        await expect(eve('POST', `${IN_FOO}/roles`, roleOf('Role', 'of-eve', [SECRETS]))).rejects.toThrow('was answered 403');
      }));
  });
