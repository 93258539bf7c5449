/** Effects: which objects exist, and what users can do. */
import { Then, type DataTable } from '@cucumber/cucumber';
import { expect } from 'expect';
import { load } from 'js-yaml';
import type { Requester } from '../src/index';
import { accessRows, decides, refusedRows } from './support/access';
import { namesOf, objectOf } from './support/effects';
import { maskedLike } from './support/masks';
import type { ObjectReference } from './support/object-reference';
import type { ScenarioWorld } from './support/world';

/** The header is `| verb | object | answer |`. A row a question: a verb, an object as sentences name it, `yes` or `no`; the server is asked with a SubjectAccessReview. Verbs are any, `bind` and `impersonate` too, and resources of groups that the server does not serve are named with their group. A ServiceAccount need not exist. What an answer `no` speaks of has to be somewhere: see asserting.md. */
Then('{user} can:', async function (this: ScenarioWorld, user: Requester, table: DataTable) {
  await decides(await this.stage(), user, accessRows(table));
});

/** The header is `| verb | object |`. As above, with the answer `no` in each row. */
Then('{user} cannot:', async function (this: ScenarioWorld, user: Requester, table: DataTable) {
  await decides(await this.stage(), user, refusedRows(table));
});

/** One such question. */
Then('{user} can {verb} {object}', async function (this: ScenarioWorld, user: Requester, verb: string, object: ObjectReference) {
  await decides(await this.stage(), user, [{ verb, object: object.text, answer: 'yes' }]);
});

/** One such question. */
Then('{user} cannot {verb} {object}', async function (this: ScenarioWorld, user: Requester, verb: string, object: ObjectReference) {
  await decides(await this.stage(), user, [{ verb, object: object.text, answer: 'no' }]);
});

/** All of them, one name a line, sorted as the server lists them; `namespace/name` where there are namespaces. */
Then('these {resource} exist:', async function (this: ScenarioWorld, resource: string, names: string) {
  expect((await namesOf(await this.target(), resource)).join('\n')).toBe(names);
});

/** The whole object as YAML, without managedFields; masks stand for values that vary. */
Then('the {object} is:', async function (this: ScenarioWorld, reference: ObjectReference, yaml: string) {
  const expected = JSON.stringify(load(yaml), null, 2);
  expect(maskedLike(expected, JSON.stringify(await objectOf(await this.target(), reference), null, 2))).toBe(expected);
});
