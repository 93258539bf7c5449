/** The mistakes that beginners make most, each with the line and the remedy that they are shown. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { expect } from 'expect';
import { newestVersion } from '../engine/versions';

const PROGRAM = path.join(__dirname, '..', '..', 'bin', 'cukernetes.js');

interface Mistake {
  readonly mistake: string;
  /** The lines of the scenario after `Feature:` and an empty line; the first is line 3. */
  readonly lines: readonly string[];
  readonly line: number;
  readonly says: string;
}

/** Found before anything runs. */
const WRITTEN: readonly Mistake[] = [
  {
    mistake: 'a misspelt keyword',
    lines: ['Scenario: One', 'Givn the namespace "shop"', 'Then jane can list pods in namespace "shop"'],
    line: 4,
    says: '"Givn the namespace "shop"" is a description, not a step, because no step begins with "Givn". Begin it with Given, When, Then, And or But.',
  },
  { mistake: 'a scenario without a step', lines: ['Scenario: One'], line: 3, says: '"One" has no step, so it would pass whatever is so. A step begins with' },
  {
    mistake: 'a scenario without a Then',
    lines: ['Scenario: One', 'When jane tries to list pods in namespace "default"'],
    line: 3,
    says: '"One" has no Then, so it would pass whatever is answered. Add a Then that says what must be observed.',
  },
  {
    mistake: 'an action after Then',
    lines: ['Scenario: One', 'Then jane tries to list pods in namespace "default"'],
    line: 4,
    says: '"jane tries to list pods in namespace "default"" asserts nothing, so it cannot stand after Then. Begin it with When.',
  },
  {
    mistake: 'an assertion after When',
    lines: ['Scenario: One', 'When jane can list pods in namespace "default"', 'Then the request is allowed'],
    line: 4,
    says: '"jane can list pods in namespace "default"" is an assertion. Begin it with Then.',
  },
  {
    mistake: 'an outline without a row',
    lines: ['Scenario Outline: One', 'Then <user> can list nodes', 'Examples:', '| user |'],
    line: 3,
    says: '"One" has no row of examples, so it never runs. Add a row below its Examples.',
  },
  {
    mistake: 'a scenario without its colon',
    lines: ['Scenario One', 'Then jane can list nodes', 'Scenario: Two', 'Then the administrator can list nodes'],
    line: 4,
    says: 'because it stands below "Feature:". Write a line above it that begins with "Scenario:" or "Background:", with its colon.',
  },
  {
    mistake: 'a misspelt keyword in the background',
    lines: ['Background:', 'Givn the namespace "shop"', 'Scenario: One', 'Then the administrator can list nodes'],
    line: 4,
    says: 'because no step begins with "Givn". Begin it with Given, When, Then, And or But.',
  },
  {
    mistake: 'a doc string where a table belongs',
    lines: ['Scenario: One', 'Then jane can:', '"""', 'list nodes', '"""'],
    line: 4,
    says: '"jane can:" reads a table, and has a doc string. Write rows below it',
  },
  {
    mistake: 'a table that is missing',
    lines: ['Scenario: One', 'Then jane can:'],
    line: 4,
    says: '"jane can:" reads a table, and has none.',
  },
  {
    mistake: 'a doc string that no step reads',
    lines: ['Scenario: One', 'When jane tries to list nodes', 'Then the request is forbidden', '"""', 'nodes is forbidden', '"""'],
    line: 5,
    says: '"the request is forbidden" reads no doc string. Leave it out.',
  },
  {
    mistake: 'a feature without a scenario',
    lines: ['Only words.'],
    line: 1,
    says: 'The feature has no scenario, so nothing of it would run. Add a Scenario.',
  },
];

/** Found while the scenario runs. */
const RUN: readonly Mistake[] = [
  {
    mistake: 'a step that is not defined',
    lines: ['Scenario: One', 'Then jane may list nodes'],
    line: 4,
    says: 'No step matches this sentence (`cukernetes steps` lists them)',
  },
  {
    mistake: 'a table without a header',
    lines: ['Scenario: One', 'Then jane can:', '| list | nodes | no |'],
    line: 4,
    says: 'The first row is the header: | verb | object | answer |',
  },
  {
    mistake: 'a table with a column too many',
    lines: ['Scenario: One', 'Then jane can:', '| verb | object | answer | why |', '| list | nodes | no | x |'],
    line: 4,
    says: 'The table has columns that this step does not read, or reads once only: "why"',
  },
  {
    mistake: 'an answer that is none',
    lines: ['Scenario: One', 'Then jane can:', '| verb | object | answer |', '| list | nodes | never |'],
    line: 4,
    says: 'write yes or no',
  },
  {
    mistake: 'a resource that is not there',
    lines: ['Scenario: One', 'Then jane cannot list podz in namespace "default"'],
    line: 4,
    says: `Kubernetes ${newestVersion.name} has no resource called "podz".`,
  },
  {
    mistake: 'a subresource that is not there',
    lines: ['Scenario: One', 'Then jane cannot get pods/logs "a" in namespace "default"'],
    line: 4,
    says: `Kubernetes ${newestVersion.name} has no subresource pods/logs, only `,
  },
  {
    mistake: 'get without a name',
    lines: ['Scenario: One', 'Then jane cannot get pods in namespace "default"'],
    line: 4,
    says: '"get" needs a name: the server would derive another verb from a URL without one.',
  },
  {
    mistake: 'a field that is not there',
    lines: [
      'Scenario: One',
      'Given the object:',
      '"""',
      '{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: r}, rule: []}',
      '"""',
      'Then jane cannot list nodes',
    ],
    line: 4,
    says: 'unknown field',
  },
  {
    mistake: 'an object without a kind',
    lines: ['Scenario: One', 'Given the object:', '"""', '{apiVersion: v1, metadata: {name: a}}', '"""', 'Then jane cannot list nodes'],
    line: 4,
    says: 'the doc string, line 1: the object "a" has no kind. For example: apiVersion: v1, kind: Secret',
  },
  {
    mistake: 'a text that is not YAML',
    lines: ['Scenario: One', 'Given the object:', '"""', 'kind: [', '"""', 'Then jane cannot list nodes'],
    line: 4,
    says: 'the doc string, line 1: this is not YAML',
  },
  {
    mistake: 'a manifest that is not there',
    lines: ['Scenario: One', 'Given the manifest "reader.yaml"', 'Then jane cannot list nodes'],
    line: 4,
    says: 'No manifest "reader.yaml" was found. Looked for, from ',
  },
  {
    mistake: 'a ServiceAccount that is not there',
    lines: ['Scenario: One', 'When system:serviceaccount:default:bot tries to list pods in namespace "default"', 'Then the request is forbidden'],
    line: 4,
    says: 'Create it with a Given; a step that asks what it can do does without.',
  },
  {
    mistake: 'a Then before any When',
    lines: ['Scenario: One', 'Then the request is allowed'],
    line: 4,
    says: 'Nothing has been asked yet: a When comes before this Then.',
  },
  {
    mistake: 'two objects where one is created',
    lines: [
      'Scenario: One',
      'When jane tries to create:',
      '"""',
      '{apiVersion: v1, kind: Namespace, metadata: {name: a}}',
      '---',
      '{apiVersion: v1, kind: Namespace, metadata: {name: b}}',
      '"""',
      'Then the request is forbidden',
    ],
    line: 4,
    says: 'The doc string has 2 objects, and a Then speaks of one request: write a When for each object.',
  },
  {
    mistake: 'flags after the first request',
    lines: [
      'Scenario: One',
      'Given the namespace "shop"',
      'And the API server runs with the flags:',
      '| authorization-mode | RBAC |',
      'Then jane cannot list nodes',
    ],
    line: 5,
    says: 'say how it runs before anything is asked of it',
  },
  {
    mistake: 'a right that nothing gives',
    lines: ['Scenario: One', 'When jane tries to list nodes', 'Then the request is allowed'],
    line: 5,
    says: 'The server decided so because nothing allows this',
  },
  {
    mistake: 'a user whom nothing names',
    lines: ['Scenario: One', 'Then jnae cannot list nodes'],
    line: 4,
    says: 'Nothing names the user "jnae": no binding, no file of the scenario and no other step. A misspelt name is allowed nothing, whatever the policy says. If it is meant so, write first: Given the user "jnae"',
  },
  {
    mistake: 'a group that nothing names',
    lines: ['Scenario: One', 'Given jane is in the group "developrs"', 'Then jane cannot list nodes'],
    line: 5,
    says: 'If it is meant so, write first: Given the group "developrs"',
  },
  {
    mistake: 'a namespace that is not there',
    lines: ['Scenario: One', 'Given the user "jane"', 'Then jane cannot:', '| verb | object |', '| list | pods in namespace "shpo" |'],
    line: 5,
    says: 'Write first: Given the namespace "shpo"; or, if it is meant so: in the missing namespace "shpo"',
  },
  {
    mistake: 'a name that nothing has',
    lines: ['Scenario: One', 'Given the user "jane"', 'Then jane cannot get secret "db-pasword" in namespace "default"'],
    line: 5,
    says: 'Create it with a Given; or, if it is meant so: the missing secret "db-pasword" in namespace "default"',
  },
  {
    mistake: 'what is missing by its words and is there',
    lines: ['Scenario: One', 'Given the user "jane"', 'Then jane cannot list pods in the missing namespace "default"'],
    line: 5,
    says: 'the namespace "default" is there. Leave out "the missing".',
  },
  {
    mistake: 'a verb that no resource has',
    lines: ['Scenario: One', 'Given the user "jane"', 'Then jane cannot strat workspaces.kubeflow.org in namespace "default"'],
    line: 5,
    says: 'no server and no role has the verb "strat"',
  },
  {
    mistake: 'a resource of a group that is not there',
    lines: ['Scenario: One', 'Given the user "jane"', 'Then jane cannot list workspaces.kubeflw.org in namespace "default"'],
    line: 5,
    says: 'the resource workspaces.kubeflw.org is not there, and no role names it',
  },
  {
    mistake: 'a path that is not there',
    lines: ['Scenario: One', 'Given the user "jane"', 'Then jane cannot get the path "/helthz"'],
    line: 5,
    says: 'If it is meant so: the missing path "/helthz"',
  },
  {
    mistake: 'a request of a user whom nothing names',
    lines: ['Scenario: One', 'When jnae tries to list nodes', 'Then the request is forbidden'],
    line: 5,
    says: 'If it is meant so, write first: Given the user "jnae"',
  },
  {
    mistake: 'a request in a namespace that is not there',
    lines: ['Scenario: One', 'Given the user "jane"', 'When jane sends GET /api/v1/namespaces/shpo/pods', 'Then the request is forbidden'],
    line: 6,
    says: 'pods in namespace "shpo": the namespace "shpo" does not exist.',
  },
  {
    mistake: 'a group of a user who asks nothing',
    lines: ['Scenario: One', 'Given jnae is in the group "system:masters"', 'Then jane can create selfsubjectaccessreviews.authorization.k8s.io'],
    line: 3,
    says: 'line 4: jnae is in the group "system:masters", and no step asks anything as jnae. Correct the name, or leave the step out.',
  },
  {
    mistake: 'a file that nothing names',
    lines: ['Scenario: One', 'Given the file "policy.jsonl":', '"""', '{}', '"""', 'Then jane can create selfsubjectaccessreviews.authorization.k8s.io'],
    line: 3,
    says: 'line 4: no flag and no other file names $DIR/policy.jsonl, so nothing reads the file.',
  },
  {
    mistake: 'a webhook that receives no request',
    lines: [
      'Scenario: One',
      'Given a webhook at /authorize responds with:',
      '"""',
      '{}',
      '"""',
      'Then jane can create selfsubjectaccessreviews.authorization.k8s.io',
    ],
    line: 3,
    says: 'line 4: the webhook at /authorize receives no request.',
  },
  {
    mistake: 'a request that fails and of which nothing speaks',
    lines: ['Scenario: One', 'When the administrator tries to delete clusterrole "veiw"', 'And jane tries to list nodes', 'Then the request is forbidden'],
    line: 5,
    says: 'the administrator: DELETE /apis/rbac.authorization.k8s.io/v1/clusterroles/veiw -> 404 Not Found, and no Then says that this is expected.',
  },
  {
    mistake: 'a start that is the first',
    lines: ['Scenario: One', 'When the API server restarts with empty storage', 'Then jane can create selfsubjectaccessreviews.authorization.k8s.io'],
    line: 4,
    says: 'The API server has not been asked anything yet, so this would be its first start',
  },
  {
    mistake: 'a webhook that is not there',
    lines: ['Scenario: One', 'When the administrator tries to list nodes', 'Then the webhook at /authorize received 0 requests'],
    line: 5,
    says: 'No webhook listens at /authorize: a Given says first how it responds.',
  },
];

const fileOf = (mistake: string): string => `${mistake.replace(/\W+/g, '-')}.feature`;

describe('a mistake is shown with its line and a remedy', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'cukernetes-mistakes-'));
  const said = { written: '', run: '' };
  const run = (mistakes: readonly Mistake[]): Promise<string> =>
    new Promise((resolve) => {
      for (const { mistake, lines } of mistakes) writeFileSync(path.join(folder, fileOf(mistake)), ['Feature: Small', '', ...lines, ''].join('\n'));
      execFile(
        process.execPath,
        [PROGRAM, 'test', ...mistakes.map(({ mistake }) => fileOf(mistake))],
        { cwd: folder, env: { ...process.env, GITHUB_ACTIONS: '' } },
        (error, stdout, stderr) => resolve(`${String(error?.code)}\n${stdout}${stderr}`),
      );
    });
  before(async () => {
    [said.written, said.run] = await Promise.all([run(WRITTEN), run(RUN)]);
  });
  after(() => rmSync(folder, { recursive: true }));

  it('as a run that could not begin, or that failed', () => {
    expect([said.written.split('\n')[0], said.run.split('\n')[0]]).toEqual(['2', '1']);
    expect(WRITTEN.length + RUN.length).toBeGreaterThanOrEqual(20);
  });

  for (const { mistake, line, says } of WRITTEN)
    it(mistake, () => {
      expect(said.written.split('\n').find((text) => text.includes(`${fileOf(mistake)}:${line}: `))).toContain(says);
    });

  for (const { mistake, line, says } of RUN)
    it(mistake, () => {
      const block = said.run.split(/\n(?=FAILED |UNDEFINED )/).find((text) => text.includes(`${fileOf(mistake)}:${line} `));
      expect(block).toContain(says);
      expect(block).not.toMatch(/TypeError|Cannot read/);
    });
});
