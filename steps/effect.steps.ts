/** Effects: what is there now, and what somebody can do now. */
import { Then, type DataTable } from '@cucumber/cucumber';
import { expect } from 'expect';
import { load } from 'js-yaml';
import type { Requester } from '../src/index';
import { accessRows, answered, whyOtherwise } from './support/access';
import { namesOf, objectOf } from './support/effects';
import { maskedLike } from './support/masks';
import type { ObjectReference } from './support/object-reference';
import { complainingWith } from './support/responses';
import type { ScenarioWorld } from './support/world';

/** The header is `| verb | object | answer |`. A row a question: a verb, an object as sentences name it, `yes` or `no`; the server is asked with a SubjectAccessReview. Verbs are any, `bind` and `impersonate` too, and resources of groups that the server does not serve are named with their group. */
Then('{user} can:', async function (this: ScenarioWorld, user: Requester, table: DataTable) {
  const rows = accessRows(table);
  const answers = await answered(await this.target(), user, rows);
  complainingWith(
    () => `The server decided so:\n${whyOtherwise(answers, rows)}`,
    () => expect(answers.map(({ row }) => row)).toEqual(rows),
  );
});

/** All of them, one name a line, sorted as the server lists them; `namespace/name` where there are namespaces. */
Then('the {resource} are:', async function (this: ScenarioWorld, resource: string, names: string) {
  expect((await namesOf(await this.target(), resource)).join('\n')).toBe(names);
});

/** The whole object as YAML, without managedFields; masks stand for values that vary. */
Then('the {object} is:', async function (this: ScenarioWorld, reference: ObjectReference, yaml: string) {
  const expected = JSON.stringify(load(yaml), null, 2);
  expect(maskedLike(expected, JSON.stringify(await objectOf(await this.target(), reference), null, 2))).toBe(expected);
});
