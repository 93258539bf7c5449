/**
 * Records what a real server answers about the roles and bindings of testdata/projects: SubjectAccessReviews of each subject, and what
 * `kubectl auth can-i --list` prints. The projects come one after the other, and each is taken away again.
 *
 *   node -r ts-node/register/transpile-only scripts/projects/record.ts VERSION URL TOKEN KUBECTL
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { readManifests } from '../../src/manifests/files';
import { identityOf } from '../../src/analysis/question';
import type { KubeObject } from '../../src/engine/api/objects';
import { rulesOf, subjectsOf } from '../../src/engine/rbac/objects';
import { subjectKey } from '../../src/engine/rbac/subject';
import { connectionTo } from '../../src/targets/connection';
import { kubeconfigAround } from '../../src/targets/kubeconfig-files';

const [version = '', server = '', token = '', kubectl = ''] = process.argv.slice(2);
const FOLDER = path.join(__dirname, '..', '..', 'testdata', 'projects');
const QUESTIONS = 60;
const INFORMERS_MS = 1500;
const AT_ONCE = 8;

interface Asked {
  readonly user: string;
  readonly groups: readonly string[];
}

/** verb, group, resource, subresource, name, namespace; or verb and path. */
type Question = readonly string[];

/** What every project is asked, and most of it refused. */
const COMMON: readonly Question[] = [
  ['create', '', 'pods', '', '', 'default'],
  ['get', '', 'secrets', '', 'db', 'kube-system'],
  ['delete', '', 'nodes', '', 'n1', ''],
  ['list', '', 'configmaps', '', '', ''],
  ['*', '*', '*', '', '', ''],
  ['bind', 'rbac.authorization.k8s.io', 'clusterroles', '', 'cluster-admin', ''],
  ['escalate', 'rbac.authorization.k8s.io', 'roles', '', 'r', 'default'],
  ['impersonate', '', 'users', '', 'jane', ''],
  ['approve', 'certificates.k8s.io', 'signers', '', 'kubernetes.io/legacy-unknown', ''],
  ['approve', 'cert-manager.io', 'signers', '', 'issuers.cert-manager.io/*', ''],
  ['update', 'apps', 'deployments', 'finalizers', 'web', 'default'],
  ['create', 'workspaces.kubeflow.org', 'workspaces', '', '', 'default'],
  ['get', '/metrics'],
  ['get', '/livez/ping'],
  ['post', '/healthz'],
];

function questionsOf(objects: readonly KubeObject[]): readonly Question[] {
  const all = objects.flatMap((object) => {
    const namespace = object.metadata.namespace ?? 'default';
    return rulesOf(object).flatMap(({ verbs, apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] }): readonly Question[] => {
      const paths = nonResourceURLs.map((url): Question => [verbs[0] ?? '', url.replace('*', 'x')]);
      const chosen = [resources[0], resources[resources.length - 1]].filter((name) => name !== undefined);
      const named = chosen.flatMap((combined, at): readonly Question[] => {
        const [resource = '', subresource = ''] = combined.split('/');
        const verb = verbs[at === 0 ? 0 : verbs.length - 1] ?? '';
        const group = apiGroups[at % apiGroups.length] ?? '';
        const on = [verb, group, resource, subresource];
        return [[...on, '', namespace], [...on, resourceNames[0] ?? 'some', namespace], ...(at === 0 ? [[...on, '', '']] : [])];
      });
      return [...paths, ...named];
    });
  });
  const once = [...new Map(all.map((question) => [question.join(' '), question])).values()];
  const step = Math.max(1, once.length / (QUESTIONS - COMMON.length));
  const spread = once.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step));
  return [...spread, ...COMMON];
}

function subjectsIn(objects: readonly KubeObject[]): readonly Asked[] {
  const keys = objects.flatMap((object) => subjectsOf(object).flatMap((subject) => subjectKey(subject, object.metadata.namespace ?? '') ?? []));
  const asked = keys.map(({ kind, name }) =>
    kind === 'User' ? { user: name, groups: identityOf(name, []).groups } : { user: 'member', groups: identityOf('member', [name]).groups },
  );
  const others = ['system:serviceaccount:default:default', 'outsider', 'system:anonymous'].map((user) => ({ user, groups: identityOf(user, []).groups }));
  return [...new Map([...asked, ...others].map((one) => [JSON.stringify(one), one])).values()];
}

async function main(): Promise<void> {
  const connection = connectionTo(kubeconfigAround({ name: 'cluster', server, skipTLSVerify: true }, { name: 'user', token }));
  const folder = mkdtempSync(path.join(tmpdir(), 'cukernetes-projects-'));
  const kubeconfig = path.join(folder, 'kubeconfig');
  const users = [{ name: 'u', user: { token } }];
  const clusters = [{ name: 'c', cluster: { server, 'insecure-skip-tls-verify': true } }];
  writeFileSync(
    kubeconfig,
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'c',
      contexts: [{ name: 'c', context: { cluster: 'c', user: 'u' } }],
      clusters,
      users,
    }),
  );
  const run = (...args: readonly string[]): string =>
    execFileSync(kubectl, ['--kubeconfig', kubeconfig, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const review = async ({ user, groups }: Asked, question: Question): Promise<boolean> => {
    const [verb, group, resource, subresource, name, namespace] = question;
    const what =
      question.length === 2
        ? { nonResourceAttributes: { verb, path: group } }
        : { resourceAttributes: { verb, group, resource, subresource, name, namespace } };
    const body = JSON.stringify({ apiVersion: 'authorization.k8s.io/v1', kind: 'SubjectAccessReview', spec: { user, groups, ...what } });
    const headers = { accept: 'application/json', 'content-type': 'application/json' };
    const response = await connection.send({ method: 'POST', target: '/apis/authorization.k8s.io/v1/subjectaccessreviews', headers, body });
    if (response.status !== 201) throw new Error(`${body} was answered ${response.status}: ${String(response.body)}`);
    return (JSON.parse(String(response.body)) as { readonly status: { readonly allowed: boolean } }).status.allowed;
  };
  const projects = new Map<string, unknown>();
  for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'))) {
    const place = path.join(FOLDER, file);
    const objects = readManifests([place], (error) => {
      throw error;
    }).map(({ object }) => object);
    const namespaces = [...new Set(objects.flatMap(({ metadata }) => metadata.namespace ?? []))];
    for (const namespace of namespaces)
      await connection.send({
        method: 'POST',
        target: '/api/v1/namespaces',
        headers: { accept: 'application/json', 'content-type': 'application/json' },
        body: JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }),
      });
    run('apply', '-f', place);
    await wait(INFORMERS_MS);
    const [questions, subjects] = [questionsOf(objects), subjectsIn(objects)];
    const allowed: string[] = [];
    for (const subject of subjects) {
      const answers: boolean[] = [];
      for (let at = 0; at < questions.length; at += AT_ONCE)
        answers.push(...(await Promise.all(questions.slice(at, at + AT_ONCE).map((question) => review(subject, question)))));
      allowed.push(answers.map(Number).join(''));
    }
    const lists = subjects.slice(0, 2).map(({ user, groups }) => {
      const namespace = namespaces[0] ?? 'default';
      const as = ['--as', user, ...groups.flatMap((group) => ['--as-group', group])];
      return { user, groups, namespace, text: run('auth', 'can-i', '--list', '-n', namespace, ...as) };
    });
    projects.set(file.replace('.yaml', ''), { subjects, questions: questions.map((question) => question.join(' | ')), allowed, lists });
    run('delete', '-f', place);
    await wait(INFORMERS_MS);
  }
  writeFileSync(
    path.join(FOLDER, 'answers', `${version}.json`),
    `${JSON.stringify({ recordedFrom: `kube-apiserver ${version}`, projects: Object.fromEntries(projects) }, undefined, 1)}\n`,
  );
  connection.close();
  rmSync(folder, { recursive: true });
}

void main();
