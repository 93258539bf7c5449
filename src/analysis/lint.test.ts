import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { lint, type LintOptions } from '../cli/lint';
import type { JsonObject, KubeObject } from '../engine/api/objects';
import { VERSIONS } from '../engine/versions';
import { RULES, type Finding } from './finding';

const RBAC = 'rbac.authorization.k8s.io';

/** What the command finds in a manifest, and how it ends. */
async function lintOf(
  manifest: string,
  options: Partial<LintOptions> = {},
): Promise<{ readonly findings: readonly Finding[]; readonly stdout: string; readonly exitCode: number }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'cukernetes-lint-'));
  const file = path.join(folder, 'policy.yaml');
  writeFileSync(file, manifest);
  try {
    const given = { filename: [file], kubernetesVersion: '1.36', output: 'json', ...options };
    const { stdout, exitCode } = await lint(given);
    const findings = given.output === 'json' ? (JSON.parse(stdout) as { readonly findings: readonly Finding[] }).findings : [];
    return { findings, stdout, exitCode };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const placesOf = (findings: readonly Finding[]): readonly string[] => findings.map(({ rule, line }) => `${rule} ${line}`);

const role = (rule: string, kind = 'Role'): string =>
  `apiVersion: ${RBAC}/v1\nkind: ${kind}\nmetadata:\n  name: r\n${kind === 'Role' ? '  namespace: foo\n' : ''}rules:\n- ${rule.split('\n').join('\n  ')}\n`;
const binding = (subject: string, more = ''): string =>
  `apiVersion: ${RBAC}/v1\nkind: ClusterRoleBinding\nmetadata: {name: b}\nroleRef: {apiGroup: ${RBAC}, kind: ClusterRole, name: view}\nsubjects:\n- ${subject}\n${more}`;

/** Each rule: a manifest that it finds, on which line, and one that is as it should be. */
const CASES: Readonly<Record<string, readonly [wrong: string, found: string, right: string]>> = {
  'a name with create': [
    role('apiGroups: [""]\nresources: [pods]\nresourceNames: [web]\nverbs:\n- get\n- create'),
    'names-never-asked 12',
    role('apiGroups: [""]\nresources: [pods]\nresourceNames: [web]\nverbs: [get, delete]'),
  ],
  'a name with list': [
    role('apiGroups: [""]\nresources: [pods]\nresourceNames: [web]\nverbs: [list]'),
    'names-never-asked 10',
    role('apiGroups: [""]\nresources: [pods]\nverbs: [list]'),
  ],
  'a star for subresources': [
    role('apiGroups: [""]\nresources: [pods/*]\nverbs: [get]'),
    'wildcard-in-name 8',
    role('apiGroups: [""]\nresources: [pods, "*/status"]\nverbs: [get]'),
  ],
  'a star in a resource name': [
    role('apiGroups: [""]\nresources: [secrets]\nresourceNames: ["db-*"]\nverbs: [get]'),
    'wildcard-in-name 9',
    role('apiGroups: [certificates.k8s.io]\nresources: [signers]\nresourceNames: [example.com/*]\nverbs: [approve]', 'ClusterRole'),
  ],
  'a star in a group': [
    role('apiGroups: ["*.k8s.io"]\nresources: [ingresses]\nverbs: [get]'),
    'wildcard-in-name 7',
    role('apiGroups: ["*"]\nresources: [ingresses]\nverbs: [get]'),
  ],
  'a verb that none asks': [
    role('apiGroups: [""]\nresources: [pods]\nverbs: [get, read]'),
    'unknown-verb 9',
    role('apiGroups: [example.com]\nresources: [pods]\nverbs: [get, read]'),
  ],
  'a verb in capital letters': [
    role('apiGroups: [apps]\nresources: [deployments]\nverbs: [GET]'),
    'unknown-verb 9',
    role('apiGroups: [apps]\nresources: [deployments]\nverbs: [get]'),
  ],
  'a checked verb on another resource': [
    role('apiGroups: [""]\nresources: [pods]\nverbs: [bind]'),
    'unknown-verb 9',
    role(`apiGroups: [${RBAC}]\nresources: [roles]\nverbs: [bind, escalate]`),
  ],
  'a verb that the resource has not': [
    role('apiGroups: [""]\nresources: [pods/log]\nverbs: [list]'),
    'unserved-verb 9',
    role('apiGroups: [""]\nresources: [pods, pods/log]\nverbs: [list]'),
  ],
  'a resource of another group': [
    role('apiGroups: [""]\nresources: [deployments]\nverbs: [get]'),
    'unknown-resource 8',
    role('apiGroups: [apps]\nresources: [deployments, deployments/finalizers]\nverbs: [get, update]'),
  ],
  'a resource in the singular': [
    role('apiGroups: [""]\nresources: [pod]\nverbs: [get]'),
    'unknown-resource 8',
    role('apiGroups: [widgets.example.com]\nresources: [pod]\nverbs: [get]'),
  ],
  'a path without a slash': [
    role('nonResourceURLs: [metrics]\nverbs: [get]', 'ClusterRole'),
    'not-a-path 6',
    role('nonResourceURLs: [/metrics, /logs/*, "*"]\nverbs: [get]', 'ClusterRole'),
  ],
  'a star within a path': [
    role('nonResourceURLs: [/logs/*/x]\nverbs: [get]', 'ClusterRole'),
    'not-a-path 6',
    role('nonResourceURLs: [/logs/*]\nverbs: [get]', 'ClusterRole'),
  ],
  'a verb that no path has': [
    role('nonResourceURLs: [/metrics]\nverbs: [list]', 'ClusterRole'),
    'unknown-verb 7',
    role('nonResourceURLs: [/metrics]\nverbs: [get, head]', 'ClusterRole'),
  ],
  'rules that are overwritten': [
    `${role('apiGroups: [""]\nresources: [pods]\nverbs: [get]', 'ClusterRole')}aggregationRule:\n  clusterRoleSelectors: [{matchLabels: {a: b}}]\n`,
    'overwritten-rules 5',
    `apiVersion: ${RBAC}/v1\nkind: ClusterRole\nmetadata: {name: r}\naggregationRule:\n  clusterRoleSelectors: [{matchLabels: {a: b}}]\n`,
  ],
  'no subjects': [binding('').replace('subjects:\n- \n', ''), 'empty-binding 1', binding(`{kind: User, apiGroup: ${RBAC}, name: jane}`)],
  'all users by a star': [
    binding(`{kind: User, apiGroup: ${RBAC}, name: "*"}`),
    'unreachable-subject 6',
    binding(`{kind: Group, apiGroup: ${RBAC}, name: "system:authenticated"}`),
  ],
  'half the name of a ServiceAccount': [
    binding(`{kind: User, apiGroup: ${RBAC}, name: "system:serviceaccount:ci"}`),
    'unreachable-subject 6',
    binding(`{kind: User, apiGroup: ${RBAC}, name: "system:serviceaccount:foo:ci"}`),
  ],
  'a ServiceAccount as a group': [
    binding(`{kind: Group, apiGroup: ${RBAC}, name: "system:serviceaccount:foo:ci"}`),
    'unreachable-subject 6',
    binding(`{kind: Group, apiGroup: ${RBAC}, name: "system:serviceaccounts:foo"}`),
  ],
  'a group as a user': [
    binding(`{kind: User, apiGroup: ${RBAC}, name: "system:authenticated"}`),
    'unreachable-subject 6',
    binding('{kind: ServiceAccount, name: ci, namespace: foo}'),
  ],
  'a role that is not there': [
    binding(`{kind: User, apiGroup: ${RBAC}, name: jane}`).replace('name: view', 'name: viewer'),
    'missing-role 4',
    binding(`{kind: User, apiGroup: ${RBAC}, name: jane}`).replace('name: view', 'name: edit'),
  ],
  'what is in no namespace, given in one': [
    `${role('apiGroups: [""]\nresources: [nodes]\nverbs: [get]', 'ClusterRole')}---\napiVersion: ${RBAC}/v1\nkind: RoleBinding\nmetadata: {name: b, namespace: foo}\nroleRef:\n  apiGroup: ${RBAC}\n  kind: ClusterRole\n  name: r\nsubjects: [{kind: ServiceAccount, name: ci}]\n`,
    'unreachable-rule 16',
    `${role('apiGroups: [""]\nresources: [pods, namespaces]\nverbs: [get]', 'ClusterRole')}---\napiVersion: ${RBAC}/v1\nkind: RoleBinding\nmetadata: {name: b, namespace: foo}\nroleRef: {apiGroup: ${RBAC}, kind: ClusterRole, name: r}\nsubjects: [{kind: ServiceAccount, name: ci}]\n`,
  ],
  'no namespace': [
    `apiVersion: ${RBAC}/v1\nkind: Role\nmetadata:\n  name: r\nrules: []\n`,
    'no-namespace 3',
    `apiVersion: ${RBAC}/v1\nkind: Role\nmetadata: {name: r, namespace: foo}\nrules: []\n`,
  ],
  'what is not YAML': ['kind: [', 'unreadable 1', 'apiVersion: v1\nkind: ConfigMap'],
  'an object without apiVersion': ['kind: ConfigMap', 'unreadable 1', 'apiVersion: v1\nkind: ConfigMap'],
  'a document that is not an object': ['- a\n', 'unreadable 1', 'apiVersion: v1\nkind: Namespace\nmetadata: {name: foo}\n'],
};

describe('lint', () => {
  for (const [name, [wrong, found, right]] of Object.entries(CASES))
    it(`finds ${name}`, async () => {
      const { findings, exitCode } = await lintOf(wrong);
      expect([placesOf(findings), exitCode]).toEqual([[found], 1]);
      expect(findings[0]?.remedy).not.toBe('');
      expect(await lintOf(right)).toMatchObject({ findings: [], exitCode: 0 });
    });

  it('has a case for each of its rules', async () => {
    const found = new Set(Object.values(CASES).map(([, rule]) => rule.split(' ')[0]));
    const ofServers = ['refused-by-server', 'unserved-version', 'unknown-field', 'warned-by-server'];
    expect([...found, ...ofServers].sort()).toEqual(Object.keys(RULES).sort());
    const { findings } = await lintOf(`apiVersion: ${RBAC}/v1beta1\nkind: Role\nmetadata: {name: r, namespace: foo}\nrules: []\n`, {
      kubernetesVersion: '1.20',
    });
    expect(findings).toMatchObject([{ rule: 'warned-by-server', line: 1 }]);
  });

  for (const kubernetes of VERSIONS) {
    const recording = path.join(__dirname, '..', '..', 'testdata', 'recordings', kubernetes, 'ways', 'refused.json');
    const { exchanges } = JSON.parse(readFileSync(recording, 'utf8')) as {
      readonly exchanges: readonly {
        readonly request: { readonly body: KubeObject };
        readonly response: { readonly status: number; readonly body: JsonObject | string };
      }[];
    };
    for (const { request, response } of exchanges)
      it(`says of ${request.body.kind ?? ''} ${request.body.metadata.name ?? ''} what a real server of ${kubernetes} says`, async () => {
        const { findings } = await lintOf(JSON.stringify(request.body), { kubernetesVersion: kubernetes });
        const errors = findings.filter(
          ({ rule }) => rule === 'refused-by-server' || rule === 'unserved-version' || (rule === 'unknown-field' && kubernetes !== '1.20'),
        );
        expect(errors).toHaveLength(Number(response.status >= 300));
        // A path that is not served is answered as text, or as a Status without a word about the kind.
        if (response.status >= 300 && response.status !== 404) expect(errors[0]?.message).toContain(String((response.body as JsonObject)['message']));
      });
  }

  it('finds a field that an old server drops', async () => {
    const manifest = `apiVersion: ${RBAC}/v1\nkind: Role\nmetadata: {name: r, namespace: foo}\nrule:\n- {verbs: [get], apiGroups: [""], resources: [pods]}\n`;
    for (const kubernetesVersion of VERSIONS) expect(placesOf((await lintOf(manifest, { kubernetesVersion })).findings)).toEqual(['unknown-field 4']);
  });

  it('prints text and SARIF with the place of each finding', async () => {
    const wrong = role('apiGroups: [""]\nresources: [pods]\nverbs: [read]');
    const text = await lintOf(wrong, { output: 'text' });
    expect(text.stdout).toContain('policy.yaml:9: warning: No server asks for the verb "read" [unknown-verb]');
    expect(text.stdout).toContain('1 roles and bindings: 0 errors, 1 warnings, 0 notes');
    const { stdout } = await lintOf(wrong, { output: 'sarif' });
    const ids = Object.keys(RULES);
    expect(JSON.parse(stdout)).toEqual({
      $schema: expect.stringMatching(/sarif-schema-2\.1\.0\.json$/) as unknown,
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: {
              name: 'cukernetes',
              version: expect.any(String) as unknown,
              informationUri: expect.stringMatching(/^https:/) as unknown,
              rules: Object.entries(RULES).map(([id, { level, about }]) => ({
                id,
                shortDescription: { text: about },
                helpUri: expect.stringMatching(/^https:/) as unknown,
                defaultConfiguration: { level },
              })),
            },
          },
          results: [
            {
              ruleId: 'unknown-verb',
              ruleIndex: ids.indexOf('unknown-verb'),
              level: 'warning',
              message: { text: expect.stringContaining('"read"') as unknown },
              locations: [{ physicalLocation: { artifactLocation: { uri: expect.stringMatching(/policy\.yaml$/) as unknown }, region: { startLine: 9 } } }],
            },
          ],
        },
      ],
    });
  });

  it('cannot begin without a file that is there', async () => {
    await expect(lint({ kubernetesVersion: '1.36', output: 'text' })).rejects.toThrow('Name files or directories with -f');
    await expect(lint({ filename: ['/not/there'], kubernetesVersion: '1.36', output: 'text' })).rejects.toThrow('/not/there: no such file or directory');
  });
});
