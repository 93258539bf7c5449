/**
 * The requests whose events are recorded from real servers (record.ts) and compared with ours (audit.test.ts):
 * scripts of requests, each for a server with an audit policy and flags of its own.
 */

/** Users of the token file by name, with their groups; the token of each is `<name>-token`. */
export const TOKENS = [
  'admin-token,admin,u-admin,system:masters',
  'jane-token,jane,u-jane,"developers,testers"',
  'dave-token,dave,u-dave',
  'ops-token,ops,u-ops,operators',
  'quiet-token,quiet,u-quiet',
].join('\n');

export interface Ask {
  /** A user of TOKENS; an anonymous client where it is absent. */
  readonly as?: string;
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Milliseconds after which the client ends a stream. */
  readonly endsAfter?: number;
}

export interface Script {
  readonly name: string;
  readonly policy: string;
  readonly flags: Readonly<Record<string, string>>;
  /** The minor versions that have what it asks for. */
  readonly since?: number;
  readonly until?: number;
  readonly asks: readonly Ask[];
}

const JSON_TYPE = { 'content-type': 'application/json' };
const ask = (as: string | undefined, method: string, path: string, body?: object | string, headers: Readonly<Record<string, string>> = {}): Ask => ({
  ...(as !== undefined && { as }),
  method,
  path,
  headers: { ...(body !== undefined && JSON_TYPE), ...headers },
  ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
});
const get = (as: string | undefined, path: string, headers?: Readonly<Record<string, string>>): Ask => ask(as, 'GET', path, undefined, headers);
const watch = (as: string, path: string, endsAfter: number): Ask => ({ ...get(as, path), endsAfter });

const POLICY = 'apiVersion: audit.k8s.io/v1\nkind: Policy\n';
const everythingAt = (level: string, fields = ''): string => `${POLICY}${fields}rules:\n- level: ${level}\n`;

const configMap = (name: string, data: Readonly<Record<string, string>> = { key: 'value' }): object => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data,
});
const secret = (name: string): object => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name }, stringData: { word: 'open sesame' }, type: 'Opaque' });
const namespace = (name: string, labels: Readonly<Record<string, string>> = {}): object => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels },
});
const account = (name: string): object => ({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name } });
const pod = (name: string, security: object = {}): object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name },
  spec: { automountServiceAccountToken: false, containers: [{ name: 'main', image: 'nginx', securityContext: security }] },
});
const role = (name: string): object => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'Role',
  metadata: { name },
  rules: [{ apiGroups: [''], resources: ['configmaps', 'pods', 'pods/log'], verbs: ['get', 'list', 'watch', 'create'] }],
});
const binding = (name: string, user: string): object => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'RoleBinding',
  metadata: { name },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
  subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: user }],
});
const deployment = (name: string): object => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name },
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: name } },
    template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'main', image: 'nginx' }] } },
  },
});
const review = (kind: string, version: string, spec: object): object => ({ apiVersion: `authorization.k8s.io/${version}`, kind, spec });

const SHOP = '/api/v1/namespaces/shop';
const MERGE = { 'content-type': 'application/merge-patch+json' };
const STRATEGIC = { 'content-type': 'application/strategic-merge-patch+json' };
const JSON_PATCH = { 'content-type': 'application/json-patch+json' };
const APPLY = { 'content-type': 'application/apply-patch+yaml' };
const TABLE = { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' };
const PARTIAL = { accept: 'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io' };

/** What every kind of request leaves at the highest level. */
const verbs: readonly Ask[] = [
  ask('admin', 'POST', '/api/v1/namespaces', namespace('shop')),
  ask('admin', 'POST', `${SHOP}/serviceaccounts`, account('default')),
  ask('admin', 'POST', '/apis/rbac.authorization.k8s.io/v1/namespaces/shop/roles', role('reader')),
  ask('admin', 'POST', '/apis/rbac.authorization.k8s.io/v1/namespaces/shop/rolebindings', binding('reader', 'jane')),
  ask('admin', 'POST', `${SHOP}/configmaps`, configMap('one')),
  ask('admin', 'POST', `${SHOP}/configmaps`, configMap('one')),
  ask('admin', 'POST', `${SHOP}/configmaps?dryRun=All`, configMap('dry')),
  ask('admin', 'POST', `${SHOP}/configmaps?fieldManager=me&pretty=true`, configMap('angle', { key: '<&>"\u2028é' })),
  ask('admin', 'POST', `${SHOP}/configmaps`, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { generateName: 'gen-' } }, { 'user-agent': 'kubectl/v1' }),
  ask('admin', 'POST', `${SHOP}/configmaps`, 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: yaml}\ndata: {a: "1"}\n', {
    'content-type': 'application/yaml',
  }),
  ask('admin', 'POST', `${SHOP}/configmaps`, 'nonsense'),
  ask('admin', 'POST', `${SHOP}/configmaps`, ''),
  ask('admin', 'POST', `${SHOP}/configmaps`, secret('wrong')),
  ask('admin', 'POST', `${SHOP}/configmaps`, configMap('Not A Name')),
  ask('admin', 'POST', `${SHOP}/configmaps`, { ...configMap('elsewhere'), metadata: { name: 'elsewhere', namespace: 'other' } }),
  ask('admin', 'POST', `${SHOP}/configmaps`, { ...configMap('odd'), colour: 'red', metadata: { name: 'odd', uid: 'u', resourceVersion: '5' } }),
  ask('admin', 'POST', `${SHOP}/configmaps`, configMap('typed'), { 'content-type': 'text/plain' }),
  ask('admin', 'POST', `${SHOP}/configmaps`, configMap('unacceptable'), { accept: 'image/png' }),
  ask('admin', 'POST', `${SHOP}/secrets`, secret('word')),
  get('admin', `${SHOP}/secrets/word`),
  get('admin', `${SHOP}/secrets`),
  get('admin', `${SHOP}/configmaps/one`),
  get('admin', `${SHOP}/configmaps/one`, TABLE),
  get('admin', `${SHOP}/configmaps/one`, PARTIAL),
  get('admin', `${SHOP}/configmaps/none`),
  get('admin', `${SHOP}/configmaps?limit=1`),
  get('admin', `${SHOP}/configmaps?fieldSelector=metadata.name%3Done`),
  get('admin', `${SHOP}/configmaps?fieldSelector=metadata.name%3Done`, TABLE),
  get('admin', `${SHOP}/configmaps?labelSelector=a%3Db`),
  get('admin', `${SHOP}/configmaps?labelSelector=%3D%3D`),
  get('admin', `/api/v1/configmaps?labelSelector=a%3Db`),
  get('admin', '/api/v1/namespaces/shop'),
  get('jane', `${SHOP}/configmaps/one`),
  get('jane', `${SHOP}/secrets/word`),
  get('jane', '/api/v1/namespaces/default/configmaps'),
  get('jane', '/api/v1/nodes'),
  ask('admin', 'PUT', `${SHOP}/configmaps/one`, configMap('one', { key: 'other' })),
  ask('admin', 'PUT', `${SHOP}/configmaps/one`, configMap('two')),
  ask('admin', 'PUT', `${SHOP}/configmaps/none`, configMap('none')),
  ask('admin', 'PUT', `${SHOP}/configmaps/one`, { ...configMap('one'), metadata: { name: 'one', resourceVersion: '1' } }),
  ask('admin', 'PATCH', `${SHOP}/configmaps/one`, '{"data":{"more":"<b>"}}', MERGE),
  ask('admin', 'PATCH', `${SHOP}/configmaps/one`, '{ "metadata" : { "labels" : { "a" : "b" } } }', STRATEGIC),
  ask('admin', 'PATCH', `${SHOP}/configmaps/one`, '[{"op": "add", "path": "/data/x", "value": "y"}]', JSON_PATCH),
  ask('admin', 'PATCH', `${SHOP}/configmaps/one`, '[{"op": "test", "path": "/data/x", "value": "z"}]', JSON_PATCH),
  ask('admin', 'PATCH', `${SHOP}/configmaps/one`, '{broken', MERGE),
  ask('admin', 'PATCH', `${SHOP}/configmaps/none`, '{}', MERGE),
  ask('admin', 'PATCH', `${SHOP}/configmaps/one`, '{}', { 'content-type': 'text/plain' }),
  ask(
    'admin',
    'PATCH',
    `${SHOP}/configmaps/applied?fieldManager=me`,
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: applied\ndata:\n  z: "1"\n  a: "2"\n',
    APPLY,
  ),
  ask(
    'admin',
    'PATCH',
    `${SHOP}/configmaps/applied?fieldManager=other`,
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: applied\ndata:\n  z: "3"\n',
    APPLY,
  ),
  ask('admin', 'PATCH', `${SHOP}/configmaps/applied`, 'apiVersion: v1\nkind: ConfigMap\n', APPLY),
  ask('admin', 'POST', '/apis/apps/v1/namespaces/shop/deployments', deployment('web')),
  get('admin', '/apis/apps/v1/namespaces/shop/deployments/web/scale'),
  ask('admin', 'PATCH', '/apis/apps/v1/namespaces/shop/deployments/web/scale', '{"spec":{"replicas":3}}', MERGE),
  ask('admin', 'PATCH', '/apis/apps/v1/namespaces/shop/deployments/web/status', '{"status":{"replicas":3}}', MERGE),
  ask('admin', 'DELETE', '/apis/apps/v1/namespaces/shop/deployments/web?propagationPolicy=Background'),
  ask('admin', 'POST', `${SHOP}/pods`, pod('p')),
  ask('admin', 'POST', `${SHOP}/pods`, { ...pod('no-account'), spec: { serviceAccountName: 'none', containers: [{ name: 'main', image: 'nginx' }] } }),
  ask('admin', 'POST', `${SHOP}/pods/p/binding`, { apiVersion: 'v1', kind: 'Binding', metadata: { name: 'p' }, target: { kind: 'Node', name: 'n1' } }),
  ask('admin', 'POST', `${SHOP}/pods/p/eviction`, { apiVersion: 'policy/v1beta1', kind: 'Eviction', metadata: { name: 'p' } }),
  ask('admin', 'DELETE', `${SHOP}/pods/p`, { apiVersion: 'v1', kind: 'DeleteOptions', gracePeriodSeconds: 0 }),
  ask('admin', 'DELETE', `${SHOP}/configmaps/angle`, { propagationPolicy: 'Foreground', preconditions: { uid: 'nobody' } }),
  ask('admin', 'DELETE', `${SHOP}/configmaps/angle`, 'nonsense'),
  ask('admin', 'DELETE', `${SHOP}/configmaps/angle`),
  ask('admin', 'DELETE', `${SHOP}/configmaps/angle`),
  ask('admin', 'DELETE', `${SHOP}/configmaps?labelSelector=a%3Db`),
  ask('admin', 'DELETE', `${SHOP}/configmaps`, { apiVersion: 'v1', kind: 'DeleteOptions', dryRun: ['All'] }),
  ask('jane', 'DELETE', `${SHOP}/configmaps`),
  watch('admin', `${SHOP}/secrets?watch=true&resourceVersion=0&timeoutSeconds=1`, 3000),
  watch('admin', `${SHOP}/secrets?watch=true&allowWatchBookmarks=true`, 200),
  watch('jane', `${SHOP}/secrets?watch=true`, 3000),
  get('admin', `/api/v1/watch/namespaces/shop/secrets?resourceVersion=x`),
  get('admin', `${SHOP}/pods/none/log`),
  ask('admin', 'POST', `${SHOP}/pods/none/exec?command=ls`),
  get('admin', `${SHOP}/services/none/proxy/`),
  ask(
    'admin',
    'POST',
    '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    review('SelfSubjectAccessReview', 'v1', { resourceAttributes: { verb: 'get', resource: 'pods' } }),
  ),
  ask(
    'admin',
    'POST',
    '/apis/authorization.k8s.io/v1/subjectaccessreviews',
    review('SubjectAccessReview', 'v1', { user: 'jane', nonResourceAttributes: { verb: 'get', path: '/x' } }),
  ),
  ask(
    'jane',
    'POST',
    '/apis/authorization.k8s.io/v1/subjectaccessreviews',
    review('SubjectAccessReview', 'v1', { user: 'jane', nonResourceAttributes: { verb: 'get', path: '/x' } }),
  ),
  ask('admin', 'POST', '/apis/authentication.k8s.io/v1/tokenreviews', { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenReview', spec: { token: 'none' } }),
  ask('admin', 'POST', `${SHOP}/serviceaccounts/none/token`, { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} }),
];

/** Paths, methods, headers, and who asks. */
const heads: readonly Ask[] = [
  get('admin', '/healthz'),
  get('admin', '/readyz?verbose'),
  get('admin', '/livez/none'),
  get(undefined, '/healthz'),
  get(undefined, '/version'),
  get('admin', '/version'),
  get('admin', '/api'),
  get('admin', '/apis/apps'),
  get('admin', '/none'),
  get('jane', '/none?a=b&c'),
  get('jane', '/metrics'),
  get('admin', '/api/v1/none'),
  get('admin', '/apis/none/v1/things'),
  get('admin', '/api/v1/namespaces/default/pods/../secrets'),
  get('admin', '/api/v1//namespaces'),
  get('admin', '/api/v1/namespaces/a%2Fb'),
  get('admin', "/api/v1/namespaces/d'%C3%A9%20f?x=%zz"),
  get('admin', '/healthz?'),
  get('admin', '/healthz?timeout=x'),
  get('admin', '/api/v1/namespaces?timeout=1y'),
  get(undefined, '/api/v1/namespaces?timeout=1y'),
  get('admin', '/api/v1/namespaces/default?timeout=1s'),
  ask('admin', 'HEAD', '/api/v1/namespaces/default'),
  ask('admin', 'OPTIONS', '/api/v1/namespaces/default'),
  ask('admin', 'POST', '/api/v1/namespaces/default'),
  ask('admin', 'PROPFIND', '/api/v1/namespaces'),
  get(undefined, '/api/v1/namespaces'),
  get(undefined, '/api/v1/namespaces', { authorization: 'Bearer nobody' }),
  get(undefined, '/healthz', { authorization: 'bearer  x' }),
  get(undefined, '/api/v1/namespaces', { authorization: 'Basic am9lOnNlY3JldA==' }),
  get(undefined, '/api/v1/namespaces?access_token=x', { authorization: 'Bearer nobody' }),
  get('admin', '/healthz', { 'user-agent': 'u'.repeat(1030) }),
  get('admin', '/healthz', { 'user-agent': '' }),
  get('admin', '/healthz', { 'user-agent': '<é>' }),
  get('admin', '/healthz', { 'x-forwarded-for': '10.0.0.1, 10.0.0.2,bad, ::1' }),
  get('admin', '/healthz', { 'x-forwarded-for': '127.0.0.1' }),
  get('admin', '/healthz', { 'x-real-ip': '10.1.1.1' }),
  get('admin', '/healthz', { 'x-real-ip': 'nonsense', 'x-forwarded-for': '10.0.0.9' }),
  get('admin', '/healthz', { 'x-real-ip': '10.0.0.9', 'x-forwarded-for': '10.0.0.9' }),
  get('admin', '/api/v1/namespaces/default', { 'impersonate-user': 'jane' }),
  get('admin', '/api/v1/nodes', { 'impersonate-user': 'jane', 'impersonate-group': 'g', 'impersonate-extra-reason': 'because' }),
  get('admin', '/api/v1/nodes', { 'impersonate-user': 'system:serviceaccount:default:x' }),
  get('admin', '/api/v1/nodes', { 'impersonate-user': 'root', 'impersonate-group': 'system:masters' }),
  get('admin', '/api/v1/nodes', { 'impersonate-user': 'system:anonymous' }),
  get('admin', '/api/v1/nodes', { 'impersonate-user': 'jane', 'impersonate-uid': 'u1' }),
  get('admin', '/api/v1/nodes', { 'impersonate-group': 'g' }),
  get('jane', '/api/v1/nodes', { 'impersonate-user': 'dave' }),
  get('jane', '/api/v1/nodes', { 'impersonate-group': 'g' }),
];

const matching = `${POLICY}omitStages: [RequestReceived]
rules:
- level: None
  users: [quiet]
- level: Metadata
  userGroups: [operators, others]
  verbs: [get, list]
- level: Request
  resources:
  - group: ""
    resources: [configmaps]
    resourceNames: [one, two]
- level: RequestResponse
  omitStages: [ResponseComplete]
  resources:
  - group: ""
    resources: [pods/log, "*/status"]
- level: Metadata
  namespaces: [other, ""]
  resources:
  - group: ""
    resources: [secrets, namespaces]
  - group: apps
- level: None
  nonResourceURLs: ["/healthz*", "/version"]
- level: Metadata
  nonResourceURLs: ["/api*"]
  omitStages: [ResponseStarted]
- level: Request
  namespaces: [shop]
  verbs: [create, update, patch, delete, deletecollection]
- level: None
  resources: [{group: ""}]
- level: Metadata
  verbs: [get]
`;

const chosen: readonly Ask[] = [
  ask('admin', 'POST', '/api/v1/namespaces', namespace('shop')),
  ask('admin', 'POST', '/api/v1/namespaces', namespace('other')),
  get('quiet', '/api/v1/namespaces'),
  get('ops', '/api/v1/namespaces/shop/pods'),
  ask('ops', 'DELETE', '/api/v1/namespaces/shop/configmaps/one'),
  ask('ops', 'DELETE', '/api/v1/namespaces/shop/configmaps/three'),
  ask('admin', 'POST', `${SHOP}/configmaps`, configMap('one')),
  ask('admin', 'POST', `${SHOP}/configmaps`, configMap('three')),
  ask('admin', 'PUT', `${SHOP}/configmaps/one`, configMap('one', { a: 'b' })),
  get('admin', `${SHOP}/configmaps/one`),
  get('admin', `${SHOP}/configmaps/three`),
  get('admin', `${SHOP}/configmaps?fieldSelector=metadata.name%3Dtwo`),
  get('admin', `${SHOP}/pods/p/log`),
  get('admin', `/api/v1/namespaces/shop/status`),
  ask('admin', 'PATCH', '/apis/apps/v1/namespaces/shop/deployments/web/status', '{}', MERGE),
  get('admin', '/apis/apps/v1/namespaces/other/deployments'),
  get('admin', '/apis/apps/v1/namespaces/shop/deployments'),
  get('admin', '/apis/apps/v1/deployments'),
  get('admin', '/api/v1/namespaces/other/secrets'),
  get('admin', '/api/v1/secrets'),
  get('admin', '/api/v1/namespaces/shop/secrets'),
  get('admin', '/healthz'),
  get('admin', '/healthz/ping'),
  get('admin', '/version'),
  get('admin', '/version/'),
  get('admin', '/api'),
  get('admin', '/apis'),
  get('admin', '/readyz'),
  ask('admin', 'POST', '/readyz', '{}'),
  get(undefined, '/readyz', { authorization: 'Bearer nobody' }),
  get(undefined, '/api', { authorization: 'Bearer nobody' }),
  get(undefined, '/healthz', { authorization: 'Bearer nobody' }),
  ask('admin', 'DELETE', `${SHOP}/secrets`),
];

const few: readonly Ask[] = [
  ask('admin', 'POST', '/api/v1/namespaces', namespace('shop')),
  ask('admin', 'POST', `${SHOP}/secrets`, secret('word')),
  get('admin', `${SHOP}/secrets/word`),
  get('jane', `${SHOP}/secrets/word`),
  get('jane', '/none'),
  ask('admin', 'PATCH', `${SHOP}/secrets/word`, '{"metadata":{"labels":{"a":"b"}}}', MERGE),
  ask('admin', 'POST', `${SHOP}/secrets`, secret('word')),
  ask('admin', 'DELETE', `${SHOP}/secrets/word`),
  get(undefined, '/api/v1/namespaces', { authorization: 'Bearer nobody' }),
  get('admin', '/api/v1/nodes', { 'impersonate-user': 'jane', 'impersonate-group': 'g"' }),
  ask('admin', 'POST', '/apis/authentication.k8s.io/v1/tokenreviews', { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenReview', spec: { token: 'none' } }),
  watch('admin', `${SHOP}/secrets?watch=true&timeoutSeconds=1`, 3000),
];

const security: readonly Ask[] = [
  ask(
    'admin',
    'POST',
    '/api/v1/namespaces',
    namespace('shop', {
      'pod-security.kubernetes.io/enforce': 'baseline',
      'pod-security.kubernetes.io/audit': 'restricted',
      'pod-security.kubernetes.io/audit-version': 'v1.25',
    }),
  ),
  ask('admin', 'POST', '/api/v1/namespaces', namespace('open', { 'pod-security.kubernetes.io/warn': 'restricted' })),
  ask('admin', 'POST', '/api/v1/namespaces', namespace('odd', { 'pod-security.kubernetes.io/enforce': 'none' })),
  ask('admin', 'POST', '/api/v1/namespaces', namespace('plain')),
  ...['shop', 'open', 'plain'].map((name) => ask('admin', 'POST', `/api/v1/namespaces/${name}/serviceaccounts`, account('default'))),
  ...['shop', 'open', 'plain'].flatMap((name) => [
    ask('admin', 'POST', `/api/v1/namespaces/${name}/pods`, pod('good')),
    ask('admin', 'POST', `/api/v1/namespaces/${name}/pods`, pod('bad', { privileged: true })),
  ]),
  ask('admin', 'POST', '/apis/apps/v1/namespaces/shop/deployments', deployment('web')),
  ask('admin', 'PATCH', '/api/v1/namespaces/open', '{"metadata":{"labels":{"pod-security.kubernetes.io/enforce":"restricted"}}}', MERGE),
  ask('admin', 'PATCH', `${SHOP}/pods/good`, '{"metadata":{"labels":{"a":"b"}}}', MERGE),
  ask('admin', 'PATCH', `${SHOP}/pods/good`, '{"spec":{"containers":[{"name":"main","image":"other"}]}}', STRATEGIC),
];

const deprecated: readonly Ask[] = [
  get('admin', '/apis/policy/v1beta1/podsecuritypolicies'),
  get('admin', '/apis/extensions/v1beta1/namespaces/default/ingresses'),
  get('admin', '/api/v1/componentstatuses/none'),
  get('admin', '/api/v1/namespaces/default/endpoints/none'),
  get('dave', '/apis/rbac.authorization.k8s.io/v1beta1/clusterroles'),
  get('admin', '/apis/rbac.authorization.k8s.io/v1beta1/clusterroles/view?pretty=1'),
  get('admin', '/apis/flowcontrol.apiserver.k8s.io/v1beta3/flowschemas/none'),
];

const log = { 'audit-log-path': '$DIR/audit.log' };

export const auditScripts: readonly Script[] = [
  { name: 'verbs', policy: everythingAt('RequestResponse'), flags: log, asks: verbs },
  { name: 'heads', policy: everythingAt('RequestResponse', 'omitStages: [RequestReceived]\n'), flags: log, asks: heads },
  { name: 'matching', policy: matching, flags: log, asks: chosen },
  { name: 'metadata', policy: everythingAt('Metadata'), flags: log, asks: few },
  {
    name: 'request',
    policy: everythingAt('Request', 'omitStages: [ResponseStarted]\n'),
    flags: { ...log, 'audit-log-mode': 'batch' },
    asks: [...few, ...deprecated],
  },
  {
    name: 'without-managed-fields',
    since: 30,
    policy: everythingAt('RequestResponse', 'omitManagedFields: true\nomitStages: [RequestReceived]\n'),
    flags: log,
    asks: [...few, get('admin', `${SHOP}/secrets`), get('admin', `${SHOP}/secrets`, TABLE)],
  },
  { name: 'legacy', policy: everythingAt('Metadata'), flags: { ...log, 'audit-log-format': 'legacy', 'audit-log-mode': 'blocking-strict' }, asks: few },
  {
    name: 'truncated',
    policy: everythingAt('RequestResponse', 'omitStages: [RequestReceived]\n'),
    flags: { ...log, 'audit-log-truncate-enabled': 'true', 'audit-log-truncate-max-event-size': '900', 'audit-log-truncate-max-batch-size': '2000' },
    asks: few,
  },
  { name: 'v1beta1', until: 23, policy: everythingAt('RequestResponse'), flags: { ...log, 'audit-log-version': 'audit.k8s.io/v1beta1' }, asks: few },
  { name: 'v1alpha1', until: 23, policy: everythingAt('RequestResponse'), flags: { ...log, 'audit-log-version': 'audit.k8s.io/v1alpha1' }, asks: few },
  {
    name: 'webhook',
    policy: everythingAt('RequestResponse', 'omitStages: [RequestReceived]\n'),
    flags: { 'audit-webhook-config-file': '$DIR/webhook.kubeconfig', 'audit-webhook-mode': 'blocking' },
    asks: few,
  },
  { name: 'pod-security', since: 30, policy: everythingAt('Metadata', 'omitStages: [RequestReceived]\n'), flags: log, asks: security },
];
