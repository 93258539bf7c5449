/** The roles and bindings of ten public installations, and what real servers answered about them: testdata/projects, scripts/projects/record.ts. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { tableText } from '../cli/table-text';
import { pathAttributes } from '../engine/apimachinery/attributes';
import type { Attributes } from '../engine/api/attributes';
import { VERSIONS, versionOf } from '../engine/versions';
import { explainDecision } from './explain';
import { manifestPolicy } from './manifest-policy';
import type { ManifestPolicy } from './policy-of-manifests';
import { PERMISSION_COLUMNS, permissionRows, permissionsOf } from './permissions';
import { rightTo } from './rights';
import { allowedTo } from './who-can';

interface Project {
  readonly subjects: readonly { readonly user: string; readonly groups: readonly string[] }[];
  readonly questions: readonly string[];
  /** For each subject a digit a question: 1 is allowed. */
  readonly allowed: readonly string[];
  readonly lists: readonly { readonly user: string; readonly groups: readonly string[]; readonly namespace: string; readonly text: string }[];
}

const FOLDER = path.join(__dirname, '..', '..', 'testdata', 'projects');
const FILES = readdirSync(FOLDER).filter((file) => file.endsWith('.yaml'));

function attributesOf(question: string): Attributes {
  const [verb = '', group = '', resource, subresource = '', name = '', namespace = ''] = question.split(' | ');
  return resource === undefined
    ? pathAttributes({ user: identity('', []), verb, path: group })
    : rightTo({ verb, apiGroup: group, resource, subresource, name, namespace });
}

const identity = (user: string, groups: readonly string[]): Attributes['user'] => ({ name: user, uid: '', groups, extra: {} });

/** A server goes through its bindings in any order, and with it come the verbs of a resource, and the lines, which are sorted by verbs first. */
const inOrder = (list: string): readonly string[] =>
  list
    .split('\n')
    .map((line) => line.replace(/\[([^\][]*)\]$/, (_, verbs: string) => `[${verbs.split(' ').sort().join(' ')}]`))
    .sort();

for (const kubernetes of VERSIONS) {
  const { projects } = JSON.parse(readFileSync(path.join(FOLDER, 'answers', `${kubernetes}.json`), 'utf8')) as {
    readonly projects: Readonly<Record<string, Project>>;
  };
  describe(`the policy of ten projects, on Kubernetes ${kubernetes}`, () => {
    it('is all of them', () => {
      expect(Object.keys(projects).map((name) => `${name}.yaml`)).toEqual(FILES);
      expect(FILES).toHaveLength(10);
    });

    for (const [name, { subjects, questions, allowed, lists }] of Object.entries(projects)) {
      let read: Promise<ManifestPolicy> | undefined;
      const policyOf = async () => (await (read ??= manifestPolicy([path.join(FOLDER, `${name}.yaml`)], versionOf(kubernetes)))).policy;

      it(`is taken whole: ${name}`, async () => {
        await policyOf();
        expect((await read)?.findings).toEqual([]);
      });

      it(`lets those who-can lists whom a real server lets: ${name}`, async () => {
        const policy = await policyOf();
        const listed = questions.map((question) => {
          const by = allowedTo(policy, attributesOf(question));
          return subjects.map(({ user, groups }) => Number(by.some((one) => (one.kind === 'User' ? one.name === user : groups.includes(one.name)))));
        });
        expect(subjects.map((_, at) => listed.map((row) => row[at]).join(''))).toEqual(allowed);
        expect(allowed.join('')).toMatch(/01|10/);
      });

      it(`is explained as a real server decides: ${name}`, async () => {
        const policy = await policyOf();
        const explained = await Promise.all(
          subjects.map(async ({ user, groups }) => {
            const answers = await Promise.all(
              questions.map((question) => explainDecision(policy, { ...attributesOf(question), user: identity(user, groups) })),
            );
            return answers.map((answer) => Number(answer.allowed)).join('');
          }),
        );
        expect(explained).toEqual(allowed);
      });

      it(`is listed as kubectl auth can-i --list prints it: ${name}`, async () => {
        const policy = await policyOf();
        for (const { user, groups, namespace, text } of lists)
          expect(inOrder(tableText([PERMISSION_COLUMNS, ...permissionRows(permissionsOf(policy, identity(user, groups), namespace))]))).toEqual(inOrder(text));
      });
    }
  });
}
