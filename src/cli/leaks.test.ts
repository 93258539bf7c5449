/**
 * Plants marked values in every way in which a scenario comes to know what is secret, in scenarios that pass and in others that fail, and
 * searches whatever a run prints and writes for them, in every encoding. The search shares nothing with the masker.
 */
import { execFile, execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { expect } from 'expect';
import { newestVersion } from '../engine/versions';

const PROGRAM = path.join(__dirname, '..', '..', 'bin', 'cukernetes.js');
const OUTCOMES = ['passes', 'fails'] as const;
type Outcome = (typeof OUTCOMES)[number];

const hasKubectl = ((): boolean => {
  try {
    execFileSync('sh', ['-c', 'command -v kubectl']);
    return true;
  } catch {
    return false;
  }
})();

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** What was planted, by the way in which it was. */
const planted = new Map<string, string>();

/** A value like no other. */
function mark(way: string, outcome: Outcome, around = (text: string): string => text): string {
  const value = around(
    `Mk${String(planted.size).padStart(3, '0')}${way.replace(/[^a-z]/gi, '').slice(0, 6)}${Buffer.from(`${way} ${outcome}`).toString('hex').slice(-6)}z`,
  );
  planted.set(`${way}, ${outcome}`, value);
  return value;
}

const keyPem = (): string => String(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }));

const STEPS = `import { Given, Then, When } from '@cucumber/cucumber';
const administrator = { kind: 'administrator' };
const PATH = '/api/v1/namespaces/default/secrets';
const valueOf = async (world, name) => {
  const { body } = await (await world.target()).send({ as: administrator, method: 'GET', path: PATH + '/' + name });
  return Buffer.from(JSON.parse(String(body)).data.value, 'base64').toString();
};
When('a step sends {word} {word} with {string}: {}', async function (method, path, type, body) {
  await this.send({ as: administrator, method, path, headers: { 'Content-Type': type }, body: body.replaceAll('\\\\n', '\\n') });
});
When('a step reads {word} as {string}', async function (path, type) {
  await this.send({ as: administrator, method: 'GET', path, headers: { Accept: type } });
});
When('a step prints, logs and attaches the secret {word}', async function (name) {
  const value = await valueOf(this, name);
  console.log('printed', value);
  console.error('printed', value);
  this.log('logged ' + value);
  this.attach('attached ' + value);
  console.log(process.env.LEAKS_PASSWORD);
  this.attach(Buffer.from('attached ' + value), 'text/plain');
  this.attach(Buffer.from([0xff, 0xfe, ...Buffer.from(value), 0xff]), 'application/octet-stream');
  this.attach(JSON.stringify({ quoted: JSON.stringify({ value }) }), 'application/json');
  for (const before of ['', 'a', 'ab']) this.attach(Buffer.from(before + value + 'cde').toString('base64'));
  this.attach(Buffer.from(value).toString('hex') + ' ' + encodeURIComponent(value) + ' ' + Buffer.from(value).toString('base64url'));
});
Then('a step complains of the secret {word}', async function (name) {
  throw new Error('it is ' + (await valueOf(this, name)));
});
Then('all is well', function () { this.asserted(); });
`;

const indented = (text: string, by: number): string => text.replace(/^(?=.)/gm, ' '.repeat(by));
const docString = (text: string): string => indented(`"""\n${text}\n"""`, 6);
const secretJson = (name: string, fields: object): string => JSON.stringify({ apiVersion: 'v1', kind: 'Secret', metadata: { name }, ...fields });
const webhookYaml = (name: string): string =>
  `apiVersion: admissionregistration.k8s.io/v1\nkind: MutatingWebhookConfiguration\nmetadata: {name: ${name}}\nwebhooks:\n- name: ${name}.example.com\n  clientConfig: {url: "https://$ADMISSION/${name}", caBundle: $ADMISSION_CA}\n  rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [secrets]}]\n  admissionReviewVersions: [v1]\n  sideEffects: None`;
const policyYaml = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: {name: quotes}
spec:
  matchConstraints: {resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [secrets]}]}
  validations: [{expression: "object.metadata.name != 'judged'", messageExpression: "'it is ' + string(object.data.value)"}]`;
const execYaml = (token: string): string =>
  `apiVersion: v1\nkind: Config\nusers:\n- name: a\n  user:\n    exec:\n      apiVersion: client.authentication.k8s.io/v1\n      interactiveMode: Never\n      command: echo\n      args: ['{"kind":"ExecCredential","status":{"token":"${token}"}}']\n      env: [{name: VAULT_TOKEN, value: ${token}}]\n`;
const secretYaml = (name: string, fields: string): string => `apiVersion: v1\nkind: Secret\nmetadata:\n  name: ${name}\n${fields}`;

interface Case {
  readonly name: string;
  readonly steps: readonly string[];
  readonly tag?: string;
}

/** What a scenario of each way does; its last step is added. */
function casesOf(outcome: Outcome): readonly Case[] {
  const m = (way: string, around?: (text: string) => string): string => mark(way, outcome, around);
  const lines = `${m('first line of many')}\n${m('second line of many')} and words\n`;
  const pem = keyPem();
  planted.set(`a key in PEM, ${outcome}`, pem.split('\n')[1] ?? '');
  const kubeconfigPem = keyPem();
  planted.set(`client-key-data, ${outcome}`, kubeconfigPem.split('\n')[1] ?? '');
  const known = m('the title of a scenario');
  const odd = m('a value with quotes, angles and umlauts', (text) => `${text} "<&>" \\ 'äöü' %41+`);
  const cut = m('a value that an error cuts off', (text) => `${text}-${'x'.repeat(30)}`);
  const protobufRead = m('protobuf');
  const tableRead = m('the objects of a Table');
  const watched = m('a watch');
  const copied = m('a copy in a ConfigMap');
  const own = m('steps of their own', (text) => `${text}+/"q" ü`);
  const binary = m('a value beside bytes');
  const quoted = m('a value in a warning');
  return [
    {
      name: 'Objects',
      steps: [
        `Given the objects:\n${docString(`${secretYaml('string', `stringData:\n  value: ${m('stringData')}`)}\n---\n${secretYaml('data', `data:\n  value: ${base64(m('data'))}`)}\n---\napiVersion: v1\nkind: SecretList\nitems:\n  - metadata: {name: item}\n    stringData: {value: ${m('an item of a list')}}`)}`,
        `And the objects:\n${docString(`${secretYaml('lines', `stringData:\n  value: |\n${indented(lines, 4)}\n  pem: |\n${indented(pem, 4)}`)}`)}`,
        `And the manifest "${outcome}.yaml"`,
        'When the administrator sends GET /api/v1/namespaces/default/secrets',
      ],
    },
    {
      name: `A title: ${known}`,
      steps: [
        `Given the object:\n${docString(secretYaml('title', `stringData: {value: ${known}}`))}`,
        'When the administrator tries to get secret "title" in namespace "default"',
      ],
    },
    {
      name: 'Requests',
      steps: [
        `When the administrator tries to create:\n${docString(secretYaml('created', `stringData: {value: ${m('tries to create')}}`))}`,
        `And the administrator sends POST /api/v1/namespaces/default/secrets with body:\n${docString(secretJson('sent', { stringData: { value: m('a body in JSON'), odd } }))}`,
        `And the administrator sends PATCH /api/v1/namespaces/default/secrets/sent with body:\n${docString(JSON.stringify({ data: { more: base64(m('a merge patch')) } }))}`,
        `And a step sends PATCH /api/v1/namespaces/default/secrets/sent with "application/json-patch+json": ${JSON.stringify([{ op: 'add', path: '/data/patched', value: base64(m('a JSON patch')) }])}`,
        `And a step sends POST /api/v1/namespaces/default/secrets with "application/yaml": ${secretYaml('yaml', `stringData:\n  value: ${m('a body in YAML')}`).replaceAll('\n', '\\n')}`,
        `And the administrator sends PUT /api/v1/namespaces/default/secrets/sent with body:\n${docString(`{"apiVersion":"v1","kind":"Secret","metadata":{"name":"sent"},"stringData":{"value":"${m('a malformed body')}"`)}`,
        `And the administrator sends POST /api/v1/namespaces/default/secrets with body:\n${docString(`{"kind":"Secret","apiVersion":"v1","metadata":{"name":"cut"},"stringData":{"value":"${cut}" x}}`)}`,
        `And the administrator sends POST /api/v1/namespaces/default/configmaps with body:\n${docString(JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'config' }, data: { '.dockerconfigjson': JSON.stringify({ auths: { registry: { auth: base64(`joe:${m('a registry in a ConfigMap')}`) } } }), kubeconfig: `apiVersion: v1\nkind: Config\nusers:\n- name: u\n  user: {token: ${m('a kubeconfig in a ConfigMap')}}\n` } }))}`,
        `And the administrator sends POST /apis/authentication.k8s.io/v1/tokenreviews with body:\n${docString(JSON.stringify({ apiVersion: 'authentication.k8s.io/v1', kind: 'TokenReview', spec: { token: m('a TokenReview') } }))}`,
        `And the administrator sends POST /api/v1/namespaces/default/pods with body:\n${docString(
          JSON.stringify({
            apiVersion: 'v1',
            kind: 'Pod',
            metadata: { name: 'p' },
            spec: {
              containers: [
                {
                  name: 'c',
                  image: 'i',
                  env: [
                    { name: 'DB_PASSWORD', value: m('an environment variable') },
                    { name: 'AWS_SECRET_ACCESS_KEY', value: m('a key of access') },
                  ],
                  args: ['--token', m('an argument of a container')],
                  livenessProbe: { httpGet: { port: 1, httpHeaders: [{ name: 'Authorization', value: `Bearer ${m('a header of a probe')}` }] } },
                },
              ],
            },
          }),
        )}`,
        `And the administrator sends POST /api/v1/namespaces/default/configmaps with body:\n${docString(JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'applied', annotations: { 'kubectl.kubernetes.io/last-applied-configuration': secretJson('x', { stringData: { value: m('last-applied-configuration') } }) } } }))}`,
        'And the administrator sends GET /api/v1/namespaces/default/secrets/sent',
      ],
    },
    {
      name: 'Answers',
      steps: [
        `Given the objects:\n${docString(
          [
            ['proto', protobufRead],
            ['table', tableRead],
            ['watch', watched],
            ['copied', copied],
          ]
            .map(([name, value]) => secretYaml(name ?? '', `data:\n  value: ${base64(value ?? '')}`))
            .join('\n---\n'),
        )}`,
        'When a step reads /api/v1/namespaces/default/secrets/proto as "application/vnd.kubernetes.protobuf"',
        'And a step reads /api/v1/namespaces/default/secrets as "application/vnd.kubernetes.protobuf"',
        'And a step reads /api/v1/namespaces/default/secrets as "application/yaml"',
        'And a step reads /api/v1/namespaces/default/secrets?includeObject=Object as "application/json;as=Table;v=v1;g=meta.k8s.io"',
        'And the administrator tries to watch secrets in namespace "default"',
        `And the administrator sends POST /api/v1/namespaces/default/configmaps with body:\n${docString(JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'copy' }, data: { text: `it is ${copied}.`, encoded: base64(`x${copied}`) } }))}`,
      ],
    },
    {
      name: 'Credentials',
      steps: [
        `Given the file "tokens.csv":\n${docString(`${m('a token file')},jane,u1\n${m('the second row of a token file')},joe,u2,"g1,g2"`)}`,
        'And the API server runs with the flags:\n      | token-auth-file | $DIR/tokens.csv |',
        `And the file "kubeconfig.yaml":\n${docString(`apiVersion: v1\nkind: Config\nusers:\n  - name: a\n    user:\n      token: ${m('the token of a kubeconfig')}\n      password: ${m('the password of a kubeconfig')}\n      client-key-data: ${base64(kubeconfigPem)}\n  - name: b\n    user: {exec: {command: x, args: [--token, ${m('an argument of an exec plugin')}]}}`)}`,
        `And the file "encryption.yaml":\n${docString(`kind: EncryptionConfiguration\nresources:\n  - resources: [secrets]\n    providers:\n      - aescbc: {keys: [{name: key1, secret: ${base64(m('a key of encryption'))}}]}`)}`,
        `And the file "notes.txt":\n${docString(`see https://user:${m('a password in a URL')}@example.com/`)}`,
        `When the bearer of the token "${m('the token of a step')}" tries to list pods in namespace "default"`,
        `And an anonymous client sends GET /api with headers:\n      | Authorization | Bearer ${m('a bearer token')} |`,
        `And an anonymous client sends GET /api with headers:\n      | Authorization | Basic ${base64(`joe:${m('basic authentication')}`)} |\n      | X-Auth-Token | ${m('X-Auth-Token')} |\n      | Cookie | session=${m('a cookie')} |\n      | X-Api-Key | ${m('X-Api-Key')} |`,
        `And an anonymous client sends GET /api/v1/namespaces/default/pods?watch=1&timeoutSeconds=1 with headers:\n      | Sec-WebSocket-Protocol | base64url.bearer.authorization.k8s.io.${Buffer.from(m('a WebSocket')).toString('base64url')} |`,
        `And an anonymous client sends GET /api?access_token=${m('access_token')}&id_token=${encodeURIComponent(m('an escaped parameter', (text) => `${text}/+=`))}`,
      ],
    },
    {
      name: 'Own steps',
      steps: [
        `Given the objects:\n${docString(`${secretYaml('own', `data:\n  value: ${base64(own)}`)}\n---\n${secretYaml('binary', `data:\n  value: ${base64(binary)}`)}`)}`,
        'When a step prints, logs and attaches the secret own',
        'And a step prints, logs and attaches the secret binary',
        ...(outcome === 'fails' ? ['Then a step complains of the secret own'] : []),
      ],
    },
    {
      name: 'Admission',
      steps: [
        `Given an admission webhook at /change responds with:\n${docString(`allowed: true\npatch:\n  - {op: replace, path: /data/value, value: ${base64(m('a value that a webhook writes'))}}\n  - {op: add, path: /data/more, value: ${base64(m('a key that a webhook adds'))}}`)}`,
        `And the object:\n${docString(webhookYaml('change'))}`,
        `When the administrator tries to create:\n${docString(secretYaml('changed', `stringData: {value: ${m('a value that a webhook receives')}}`))}`,
        ...(outcome === 'fails' ? [`Then the object is changed:\n${docString('+ nothing: 1')}`] : []),
      ],
    },
    {
      name: 'Refused by admission',
      steps: [
        `Given an admission webhook at /change responds with:\n${docString(`allowed: true\nwarnings: ["the value is ${quoted}"]\npatch:\n  - {op: add, path: /data/more, value: ${base64(m('a key of what is refused'))}}\n  - {op: remove, path: /data/nothing}`)}`,
        `And the object:\n${docString(webhookYaml('change'))}`,
        `When the administrator tries to create:\n${docString(secretYaml('refused', `stringData: {value: ${quoted}}`))}`,
        ...(outcome === 'fails' ? [`Then the webhook at /change received:\n${docString('nothing')}`] : []),
      ],
    },
    {
      name: 'Policies',
      steps: [
        `Given the policy:\n${docString(policyYaml)}`,
        `When the administrator tries to create:\n${docString(secretYaml('judged', `stringData: {value: ${m('a value that a policy quotes')}}`))}`,
        ...(outcome === 'fails' ? [`Then ValidatingAdmissionPolicy "quotes" refuses it with:\n${docString('nothing')}`] : []),
      ],
    },
    {
      name: 'The audit log',
      steps: [
        `Given the file "audit.yaml":\n${docString('apiVersion: audit.k8s.io/v1\nkind: Policy\nrules: [{level: RequestResponse, omitStages: [RequestReceived]}]')}`,
        'And the API server runs with the flags:\n      | audit-policy-file | $DIR/audit.yaml |\n      | audit-log-path    | $DIR/audit.log |',
        `When the administrator tries to create:\n${docString(secretYaml('audited', `stringData: {value: ${m('a value in the audit log')}}`))}`,
        ...(outcome === 'fails' ? ['Then the audit log has:\n      | verb | requestObject.data | responseObject |\n      | none | | |'] : []),
      ],
    },
    {
      name: 'Kubeconfigs',
      steps: [
        `Given a webhook at /authenticate responds with:\n${docString('{"apiVersion":"authentication.k8s.io/v1","kind":"TokenReview","status":{"authenticated":false,"error":"no"}}')}`,
        `And the file "authn.yaml":\n${docString(`apiVersion: v1\nkind: Config\ncurrent-context: w\ncontexts: [{name: w, context: {cluster: w, user: w}}]\nclusters: [{name: w, cluster: {server: "https://$WEBHOOK/authenticate", certificate-authority: $DIR/webhook-ca.crt}}]\nusers: [{name: w, user: {username: server, password: ${m('basic authentication of a webhook')}, client-certificate: $DIR/webhook-client.crt, client-key: $DIR/webhook-client.key}}]`)}`,
        'And the API server runs with the flags:\n      | authentication-token-webhook-config-file | $DIR/authn.yaml |\n      | authentication-token-webhook-version     | v1              |',
        `When the bearer of the token "${m('a token that a webhook receives')}" tries to list pods in namespace "default"`,
        ...(outcome === 'fails' ? [`Then the webhook at /authenticate received:\n${docString('nothing')}`] : []),
      ],
    },
    {
      name: 'Credentials of commands',
      tag: '@kubectl',
      steps: [
        `When I run: kubectl --kubeconfig exec-${outcome}.yaml config view --raw`,
        `And I run: kubectl create secret generic dry --from-literal=value=${m('a dry run of kubectl')} --dry-run=client -o json`,
        `And I run: kubectl create secret docker-registry reg --docker-username=joe --docker-password=${m('a password of a registry')} -o yaml`,
        `And I run: kubectl apply -f ../manifests/${outcome}.yaml -v=9`,
        'And I run: kubectl create token default',
        "And I run: kubectl get secrets -o custom-columns='V:.data'",
        `And I run: kubectl --token=${m('a token of kubectl')} get pods -v=9`,
        `And I run: kubectl --username=joe --password ${m('a password of kubectl')} get pods -v=9`,
      ],
    },
    {
      name: 'Commands',
      tag: '@kubectl',
      steps: [
        `When I run: kubectl create secret generic literal --from-literal=value=${m('a literal of a command')}`,
        `And I run: kubectl create secret generic literal2 --from-literal=value=${m('an output of a command')} -o yaml -v=8`,
        'And I run: kubectl get secrets -o yaml',
        "And I run: kubectl get secret literal -o jsonpath='{.data.value}'",
        "And I run: kubectl get secret literal -o go-template='{{.data.value|base64decode}}'",
        'And I run: kubectl config view --raw',
      ],
    },
  ];
}

const lastStep = (outcome: Outcome, name: string): string => {
  if (outcome === 'passes') return 'Then all is well';
  if (name === 'Commands' || name === 'Credentials of commands') return `Then it prints:\n${docString('nothing of the kind')}`;
  return `Then the response is 299 with body:\n${docString('nothing of the kind')}`;
};

const featureOf = (outcome: Outcome): string =>
  `Feature: What ${outcome}\n${casesOf(outcome)
    .map(
      ({ name, steps, tag }) =>
        `\n${tag === undefined ? '' : `  ${tag}\n`}  Scenario: ${name}\n${[...steps, lastStep(outcome, name)].map((step) => `    ${step}`).join('\n')}\n`,
    )
    .join('')}`;

/** A recording whose every answer is another one: what was recorded, what was sent and what comes is shown. */
function replayed(): object {
  const path = '/api/v1/namespaces/default/secrets';
  const secret = (way: string): object => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, data: { value: base64(mark(way, 'fails')) } });
  const sent = secret('a body that is replayed');
  const exchange = (id: number, request: object, body: unknown, as = 'admin'): object => ({ id, as, request, response: { status: 299, headers: {}, body } });
  return {
    name: 'leaks/replayed',
    recordedFrom: `kube-apiserver v${newestVersion.name}.0`,
    server: { flags: {}, files: {} },
    exchanges: [
      exchange(1, { method: 'POST', path, body: sent }, secret('a recorded answer')),
      exchange(2, { method: 'GET', path: `${path}/a` }, `an answer in words of a Secret data: {value: ${base64(mark('a recorded text', 'fails'))}}`),
      exchange(3, { method: 'GET', path: `/api?access_token=${mark('a replayed parameter', 'fails')}` }, {}),
      exchange(4, { method: 'GET', path: '/api', headers: { 'X-Auth-Token': mark('a replayed header', 'fails') } }, {}),
    ],
  };
}

/** What Gherkin cannot read: its complaint shows a line. */
const unreadable = (): string => `Feature: Small

  Scenario: One
    Given the bearer of the token "${mark('a line that Gherkin cannot read', 'fails')}" tries to list nodes
    password: ${mark('a line that Gherkin shows', 'fails')}
    Then the request is allowed:
      | a |
      | password | ${mark('a row that is too long', 'fails')} |
`;

/** What the commands about policies cannot read, or refuse. */
const brokenFiles = (): Readonly<Record<string, string>> => ({
  'broken.yaml': secretYaml('broken', `stringData:\n  value: ${mark('YAML that cannot be read', 'fails')}\n wrong: [`),
  'strange.yaml': secretYaml(
    'strange',
    `data:\n  value: ${mark('a value that is not base64', 'fails')}!\nstringdata: {value: ${mark('a field that is not there', 'fails')}}`,
  ),
  'policy.yaml': `${policyYaml}\n---\napiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicyBinding\nmetadata: {name: quotes}\nspec: {policyName: quotes, validationActions: [Deny]}\n`,
  'whole.yaml': secretYaml('judged', `stringData: {value: ${mark('explain --admission', 'fails')}}`),
  'broken-kubeconfig.yaml': `apiVersion: v1\nkind: Config\nusers:\n- name: a\n  user: {token: ${mark('a kubeconfig that cannot be read', 'fails')}\n  wrong: [`,
  'nowhere.yaml': `apiVersion: v1\nkind: Config\ncurrent-context: c\ncontexts: [{name: c, context: {cluster: c, user: c}}]\nclusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]\nusers: [{name: c, user: {token: ${mark('a token for a server that is not there', 'fails')}}}]\n`,
});

/** The value as it is, escaped, in hexadecimal, and the part of its base64 that is the same after 0, 1 and 2 other bytes. */
function formsOf(value: string): readonly string[] {
  const bytes = Buffer.from(value);
  const encoded = ['', 'x', 'xx'].flatMap((before) => {
    const text = base64(before + value);
    const part = text.slice(before === '' ? 0 : 4, -4);
    return [part, part.replaceAll('+', '-').replaceAll('/', '_')];
  });
  return [
    ...new Set([
      value,
      JSON.stringify(value).slice(1, -1),
      JSON.stringify(JSON.stringify(value)).slice(3, -3),
      encodeURIComponent(value),
      bytes.toString('hex'),
      ...encoded,
    ]),
  ];
}

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name));

describe('what a run prints and writes', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'cukernetes-leaks-'));
  const outputs = new Map<string, string>();
  const inEnvironment = mark('a variable of the process', 'fails');
  const run = (name: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<void> =>
    new Promise((resolve) => {
      execFile(
        process.execPath,
        [PROGRAM, ...args],
        { cwd: folder, maxBuffer: 1 << 28, env: { ...process.env, GITHUB_ACTIONS: '', LEAKS_PASSWORD: inEnvironment, ...env } },
        (_error, stdout, stderr) => {
          outputs.set(`${name}: standard output`, stdout);
          outputs.set(`${name}: standard error`, stderr);
          resolve();
        },
      );
    });

  before(async () => {
    mkdirSync(path.join(folder, 'steps'));
    mkdirSync(path.join(folder, 'manifests'));
    writeFileSync(path.join(folder, 'steps', 'own.ts'), STEPS);
    for (const outcome of OUTCOMES) {
      writeFileSync(path.join(folder, 'manifests', `${outcome}.yaml`), secretYaml('manifest', `stringData:\n  value: ${mark('a manifest', outcome)}`));
      writeFileSync(path.join(folder, `${outcome}.feature`), featureOf(outcome));
      writeFileSync(path.join(folder, 'manifests', `exec-${outcome}.yaml`), execYaml(mark('the output of an exec plugin', outcome)));
    }
    const features = ['passes.feature', 'fails.feature'];
    const formats = ['html', 'junit', 'messages', 'allure', 'targets', 'list'].flatMap((format) => ['--format', format]);
    const github = { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: folder, GITHUB_STEP_SUMMARY: path.join(folder, 'written', 'summary.md') };
    mkdirSync(path.join(folder, 'written'));
    await Promise.all([
      run('compared', ['test', ...features, '--allow-empty', '--compare', 'http', '--parallel', '2', '--reports', 'written/compared', ...formats], github),
      run('recorded', ['record', ...features, '--allow-empty', '--output', 'written/recorded']),
    ]);
    await run('shard', ['test', ...features, '--allow-empty', '--shard', '1/1', '--reports', 'written/shard', ...formats]);
    await run('dry', ['test', ...features, '--dry-run', '--reports', 'written/dry', ...formats]);
    writeFileSync(path.join(folder, 'unreadable.feature'), unreadable());
    await run('unreadable', ['test', 'unreadable.feature'], github);
    for (const [name, text] of Object.entries(brokenFiles())) writeFileSync(path.join(folder, name), text);
    for (const command of [
      ['lint', '-f', 'broken.yaml'],
      ['lint', '-f', 'strange.yaml', '-o', 'sarif'],
      ['explain', 'list', 'pods', '--as', 'jane', '-f', 'broken.yaml'],
      ['explain', '--admission', '-f', 'policy.yaml', '-f', 'whole.yaml', '--as', 'jane'],
      ['explain', '--admission', '-f', 'policy.yaml', '-f', 'whole.yaml', '--as', 'jane', '-o', 'json'],
      ['who-can', 'list', 'pods', '--kubeconfig', 'broken-kubeconfig.yaml'],
      ['can-i', 'list', 'pods', '--as', 'jane', '--kubeconfig', 'nowhere.yaml'],
    ])
      await run(command.join(' '), command);
    writeFileSync(path.join(folder, 'replayed.json'), JSON.stringify(replayed()));
    await run('replayed', ['replay', 'replayed.json', '--show', '99']);
    await run('replayed on a target', ['replay', 'replayed.json', '--show', '99', '--target', 'http']);
    for (const file of filesIn(path.join(folder, 'written'))) outputs.set(path.relative(folder, file), readFileSync(file, 'latin1'));
  });
  after(() => rmSync(folder, { recursive: true }));

  const outputText = (name: string): string => outputs.get(name) ?? '';

  it('is all there: every scenario ran, every format was written', () => {
    expect(planted.size).toBeGreaterThanOrEqual(80);
    const scenarios = hasKubectl ? '13 passed, 13 failed' : '11 passed, 4 skipped, 11 failed';
    expect(outputText('compared: standard output')).toContain(`26 scenarios: ${scenarios}`);
    expect(outputText('shard: standard output')).toContain(`26 scenarios: ${scenarios}`);
    const names = [...outputs.keys()];
    for (const place of [
      'compared/cucumber.html',
      'compared/junit.xml',
      'compared/messages.ndjson',
      'compared/targets.html',
      'summary.md',
      `shard/messages-${newestVersion.name}.ndjson`,
    ])
      expect(names).toContain(path.join('written', place));
    expect(names.filter((name) => name.startsWith('written/compared/allure-results/')).length).toBeGreaterThan(50);
    expect(names.filter((name) => name.startsWith('written/recorded/')).length).toBeGreaterThan(8);
    expect(outputText('compared: standard output')).toContain('::error file=fails.feature');
    for (const name of ['replayed', 'replayed on a target']) expect(outputText(`${name}: standard output`)).toContain('0/4 same, 4 status');
  });

  it('holds none of the planted values, in no encoding', () => {
    const leaks = [...planted].flatMap(([way, value]) => {
      const latin = formsOf(value).flatMap((form) => [form, Buffer.from(form).toString('latin1')]);
      return [...outputs].flatMap(([name, text]) => latin.filter((form) => form.length > 7 && text.includes(form)).map((form) => `${way}: ${form} in ${name}`));
    });
    expect([...new Set(leaks)]).toEqual([]);
  });

  it('holds no JSON Web Token, and no private key', () => {
    const signs = ['PRIVATE KEY-----\nM', 'PRIVATE KEY-----\\nM', 'PRIVATE KEY-----\\\\nM', 'LS0tLS1CRUdJTiBQUklWQV', 'eyJhbGciOi'];
    const leaks = [...outputs].filter(([, text]) => signs.some((sign) => text.includes(sign))).map(([name]) => name);
    expect(leaks).toEqual([]);
  });
});
