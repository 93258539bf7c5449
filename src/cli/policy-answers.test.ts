/** What the commands over a policy answer, print and end with. */
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { expect } from 'expect';
import { http } from '../targets/http';
import { openAlone } from '../targets/target-alone';
import { canI, type CanIOptions } from './can-i';
import { explain, type ExplainOptions } from './explain';
import { matrix, type MatrixOptions } from './matrix';
import { whoCanCommand } from './who-can';

const PROGRAM = path.join(__dirname, 'main.ts');
const RBAC = 'rbac.authorization.k8s.io';
const OPTIONS = { kubernetesVersion: '1.36', output: 'text' } as const;

const DEFINITION = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: workspaces.kubeflow.org}
spec:
  group: kubeflow.org
  scope: Namespaced
  names: {plural: workspaces, singular: workspace, kind: Workspace, shortNames: [wsp]}
  versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}]
`;
const POLICY = `${DEFINITION}---
apiVersion: ${RBAC}/v1
kind: ClusterRole
metadata: {name: custom}
rules:
- {apiGroups: [kubeflow.org], resources: [workspaces, workspaces/status], verbs: [start, get]}
- {apiGroups: [${RBAC}], resources: [clusterroles], verbs: [bind], resourceNames: [view]}
- {apiGroups: [""], resources: [pods/log], verbs: [get]}
- {apiGroups: [""], resources: [pods], verbs: [get], resourceNames: [log]}
- {apiGroups: [policy], resources: [podsecuritypolicies], verbs: [use]}
- {apiGroups: ["*"], resources: ["*"], verbs: [audit]}
---
apiVersion: v1
kind: List
items:
- apiVersion: ${RBAC}/v1
  kind: RoleBinding
  metadata: {name: custom, namespace: foo}
  roleRef: {apiGroup: ${RBAC}, kind: ClusterRole, name: custom}
  subjects: [{kind: User, apiGroup: ${RBAC}, name: jane}, {kind: Group, apiGroup: ${RBAC}, name: dev}]
`;
/** What a server would not take. */
const REFUSED = `apiVersion: ${RBAC}/v1
kind: RoleBinding
metadata: {name: bad, namespace: foo}
roleRef: {apiGroup: ${RBAC}, kind: clusterrole, name: view}
subjects: [{kind: User, apiGroup: ${RBAC}, name: jane}]
`;

async function inFile<T>(content: string, use: (file: string) => Promise<T> | T): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'cukernetes-answers-'));
  const file = path.join(folder, 'policy.yaml');
  writeFileSync(file, content);
  try {
    return await use(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const asked = (verb: string, type: string, name?: string, more: Partial<ExplainOptions> = {}): Promise<string> =>
  inFile(POLICY, async (file) => {
    const { stdout, exitCode } = await explain(verb, type, name, { ...OPTIONS, as: 'jane', namespace: 'foo', filename: [file], ...more });
    const [answer = ''] = stdout.split('\n');
    expect(exitCode).toBe(answer.startsWith('yes') ? 0 : 1);
    return answer;
  });

describe('a question', () => {
  it('has any verb, and any resource of any group', async () => {
    expect(await asked('start', 'workspaces.kubeflow.org')).toBe('yes: jane may start workspaces.kubeflow.org in the namespace "foo"');
    expect(await asked('bind', 'clusterroles', 'view')).toMatch(/^no/);
    expect(await asked('use', 'podsecuritypolicies.policy/restricted')).toMatch(/^yes/);
    expect(await asked('audit', '*')).toBe('yes: jane may audit *.* in the namespace "foo"');
    expect(await asked('*', '*')).toMatch(/^no/);
    expect(await asked('audit', 'things.example.com')).toMatch(/^yes/);
    expect(await asked('impersonate', 'users/bob')).toMatch(/^no: jane may not impersonate users "bob"$/);
    expect(await asked('approve', 'signers.certificates.k8s.io')).toMatch(/^no/);
  });

  it('names custom resources as their definitions do', async () => {
    for (const name of ['workspaces', 'workspace', 'Workspace', 'wsp', 'workspaces.v1.kubeflow.org'])
      expect(await asked('start', name)).toMatch(/^yes: jane may start workspaces\.kubeflow\.org/);
    await expect(
      inFile(POLICY.replace(DEFINITION, ''), (file) => explain('get', 'wsp', undefined, { ...OPTIONS, as: 'jane', filename: [file] })),
    ).rejects.toThrow('has no resource called "wsp"');
  });

  it('has a name behind the slash as for kubectl, and a subresource as an option', async () => {
    expect(await asked('get', 'pods/log')).toBe('yes: jane may get pods "log" in the namespace "foo"');
    expect(await asked('get', 'po/web')).toMatch(/^no: jane may not get pods "web"/);
    expect(await asked('get', 'pods', undefined, { subresource: 'log' })).toMatch(/^yes: jane may get pods\/log/);
    expect(await asked('get', 'pods/log', 'web')).toMatch(/^yes: jane may get pods\/log "web"/);
    await expect(asked('get', 'pods/web', 'db', { subresource: 'log' })).rejects.toThrow('are two names');
    await inFile(POLICY, async (file) => {
      const { stderr } = await explain('get', 'pods/log', undefined, { ...OPTIONS, as: 'jane', namespace: 'foo', filename: [file] });
      expect(stderr).toBe('Warning: pods/log is the object called "log", as for kubectl. For the subresource write pods --subresource=log.\n');
    });
  });

  it('is about a custom resource of a running server', async () => {
    const target = await openAlone(http, { kubernetesVersion: '1.36' });
    try {
      const group = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
      const { status } = await target.send({
        as: { kind: 'administrator' },
        method: 'POST',
        path: group,
        body: DEFINITION,
        headers: { 'content-type': 'application/yaml' },
      });
      expect(status).toBe(201);
      await inFile(await target.kubeconfig({ kind: 'administrator' }), async (kubeconfig) => {
        const { stdout } = await whoCanCommand('get', 'wsp', undefined, { ...OPTIONS, output: 'json', kubeconfig });
        expect(JSON.parse(stdout)).toMatchObject({ question: 'get workspaces.kubeflow.org in the namespace "default"' });
        const args = ['-r', 'ts-node/register/transpile-only', PROGRAM, 'who-can', 'get', 'wsp', '--kubeconfig', kubeconfig, '-v', '6'];
        const { stderr } = await promisify(execFile)(process.execPath, args);
        expect(stderr).toMatch(/^GET https:\/\/127\.0\.0\.1:\d+\/version 200 in \d+ milliseconds$/m);
      });
    } finally {
      await target.close();
    }
  });
});

describe('an answer', () => {
  it('leaves out what a server would not take, and says so', async () => {
    await inFile(`${POLICY}---\n${REFUSED}`, async (file) => {
      const { stdout, stderr, exitCode } = await explain('list', 'pods', undefined, { ...OPTIONS, as: 'jane', namespace: 'foo', filename: [file] });
      expect([stdout.split('\n')[0], exitCode]).toEqual(['no: jane may not list pods in the namespace "foo"', 1]);
      const line = POLICY.split('\n').length + 4;
      expect(stderr).toContain(`policy.yaml:${line}: error: Kubernetes 1.36 refuses the RoleBinding:`);
      expect(stderr).toContain('roleRef.kind: Unsupported value: "clusterrole": supported values: "Role", "ClusterRole" [refused-by-server]');
      const json = await whoCanCommand('list', 'pods', undefined, { ...OPTIONS, output: 'json', filename: [file] });
      expect(JSON.parse(json.stdout)).toMatchObject({ findings: [{ rule: 'refused-by-server', line }] });
    });
  });

  const run = (args: readonly string[], input = ''): { readonly status: number | null; readonly stdout: string; readonly stderr: string } =>
    spawnSync(process.execPath, ['-r', 'ts-node/register/transpile-only', PROGRAM, ...args], { input, encoding: 'utf8' });

  it('ends the command with 0 for yes, 1 for no and 2 for an error, also from standard input', () => {
    const ends = (args: readonly string[], input = POLICY): readonly [number | null, string] => {
      const { status, stdout, stderr } = run(args, input);
      return [status, (stdout + stderr).split('\n')[0] ?? ''];
    };
    const ask = ['-n', 'foo', '-f', '-', '--as', 'jane'];
    expect(ends(['explain', 'start', 'wsp', ...ask])).toEqual([0, 'yes: jane may start workspaces.kubeflow.org in the namespace "foo"']);
    expect(ends(['explain', 'list', 'pods', '-v', '6', ...ask])[0]).toBe(1);
    expect(ends(['explain', 'list', 'pods', ...ask], 'a: [')).toEqual([
      2,
      'Error: standard input:1: this is not YAML: unexpected end of the stream within a flow collection',
    ]);
    expect(ends(['can-i', 'list', 'pods', ...ask])).toEqual([1, 'no']);
    expect(ends(['lint', '-f', '-'], REFUSED)[0]).toBe(1);
    expect(ends(['lint', '-f', '/not/there'])[0]).toBe(2);
  });

  it('is the version for -v and -V', () => {
    const version = (flag: string): string => execFileSync(process.execPath, ['-r', 'ts-node/register/transpile-only', PROGRAM, flag], { encoding: 'utf8' });
    expect(version('-v')).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(version('-V')).toBe(version('-v'));
  });
});

describe('can-i', () => {
  const answered = (options: Partial<CanIOptions>): Promise<string> =>
    inFile(
      POLICY,
      async (file) =>
        (await canI(undefined, undefined, undefined, { ...OPTIONS, headers: true, list: true, as: 'jane', namespace: 'foo', filename: [file], ...options }))
          .stdout,
    );

  it('lists as kubectl does', async () => {
    const list = await answered({ as: 'bob', asGroup: ['dev'], namespace: 'bar' });
    expect(list).toMatch(/^Resources +Non-Resource URLs +Resource Names +Verbs\n/);
    expect(list).not.toContain('workspaces');
    expect(await answered({ as: 'bob', asGroup: ['dev'] })).toMatch(/^workspaces\.kubeflow\.org +\[\] +\[\] +\[start get\]$/m);
    expect(await answered({ headers: false })).toMatch(/^clusterroles\.rbac\.authorization\.k8s\.io +\[\] +\[view\] +\[bind\]$/m);
    await expect(answered({ subresource: 'log' })).rejects.toThrow('--list is of one namespace');
  });
});

describe('matrix', () => {
  const made = (options: Partial<MatrixOptions>): Promise<string> =>
    inFile(
      POLICY,
      async (file) =>
        (await matrix({ ...OPTIONS, namespace: 'foo', filename: [file], subject: ['jane'], resource: ['pods', 'wsp'], verb: ['get', 'start'], ...options }))
          .stdout,
    );

  it('is text, CSV, HTML and JSON', async () => {
    expect(await made({})).toBe(
      ['SUBJECT       RESOURCE   GET   START', 'User "jane"   pods       log   -', 'User "jane"   wsp        yes   yes', ''].join('\n'),
    );
    expect(await made({ output: 'csv' })).toBe('SUBJECT,RESOURCE,GET,START\r\n"User ""jane""",pods,log,-\r\n"User ""jane""",wsp,yes,yes\r\n');
    expect(await made({ output: 'html', subject: ['<b>'] })).toContain('<th scope="row">User &quot;&lt;b&gt;&quot;</th><td>wsp</td><td class="no">-</td>');
    expect(JSON.parse(await made({ output: 'json' }))).toEqual({
      namespace: 'foo',
      verbs: ['get', 'start'],
      rows: [
        { subject: 'User "jane"', resource: 'pods', answers: [['log'], false] },
        { subject: 'User "jane"', resource: 'wsp', answers: [true, true] },
      ],
    });
  });

  it('has no cell of CSV that a spreadsheet would compute', async () => {
    const verbs = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\uff1d1', 'a"b,c'];
    expect((await made({ output: 'csv', verb: verbs, resource: ['pods'] })).split('\r\n')[0]).toBe(
      `SUBJECT,RESOURCE,'=1+1,'+1,'-1,'@SUM(A1),'\t=1,'\uff1d1,"A""B,C"`,
    );
  });

  it('warns of resources, subresources and verbs that are not known, each once', async () => {
    const warned = (options: Partial<MatrixOptions>): Promise<string> =>
      inFile(POLICY, async (file) => (await matrix({ ...OPTIONS, filename: [file], subject: ['jane', 'bob'], ...options })).stderr);
    expect(await warned({ resource: ['pods', 'podz.apps', 'pods/logs', 'nodes/metrics', '/healthz'], verb: ['get', 'gett'] })).toBe(
      [
        "Warning: the server doesn't have a resource type 'podz' in group 'apps'",
        'Warning: pods has no subresource "logs", only attach, binding, ephemeralcontainers, eviction, exec, log, portforward, proxy, resize, status',
        "Warning: verb 'gett' is not a known verb",
        '',
      ].join('\n'),
    );
    expect(await warned({ resource: ['pods/log', '*', 'deployments.apps/scale', '/healthz'] })).toBe('');
  });

  it('has those whom bindings name and what they may, where nothing is chosen', async () => {
    const table = await inFile(POLICY, async (file) => (await matrix({ ...OPTIONS, namespace: 'foo', filename: [file] })).stdout);
    expect(table).toMatch(/^Group "dev" +pods\/log +yes +-/m);
    expect(table).toMatch(/^User "jane" +pods +log +-/m);
    expect(table).not.toContain('system:');
  });
});
