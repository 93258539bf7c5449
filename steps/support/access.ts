/** Asks the server what a user may do, with a SubjectAccessReview for each row of a table. */
import type { DataTable } from '@cucumber/cucumber';
import { expect } from 'expect';
import type { Requester } from '../../src/index';
import { explanationInFull } from '../../src/report/explanation';
import { decisionOf } from './decisions';
import { objectReference } from './object-reference';
import { requireSubresource } from './resources';
import { complainingWith } from './responses';
import { rowsOf } from './tables';
import { There, type Stage } from './there';

/** A row of a `can` table: a verb, an object as sentences name it, an optional namespace, and the expected answer. */
export interface AccessRow {
  readonly verb: string;
  readonly object: string;
  readonly answer: string;
}

const COLUMNS = ['verb', 'object', 'answer'] as const;

/** Throws when the table has another header, no row, or an answer that is neither yes nor no. */
export function accessRows(table: DataTable): readonly AccessRow[] {
  const rows = rowsOf(table, COLUMNS);
  const odd = rows.find(({ answer }) => answer !== 'yes' && answer !== 'no');
  if (odd !== undefined) throw new Error(`The answer to "${odd.verb} ${odd.object}" is ${JSON.stringify(odd.answer)}: write yes or no.`);
  return rows;
}

/** The rows of a table that says only what is not allowed. */
export const refusedRows = (table: DataTable): readonly AccessRow[] => rowsOf(table, ['verb', 'object']).map((row) => ({ ...row, answer: 'no' }));

/** The rows with the answers that the server gives, and why it gives them. */
async function answered(stage: Stage, user: Requester, rows: readonly AccessRow[]): Promise<readonly { readonly row: AccessRow; readonly why: string }[]> {
  const { target } = stage;
  const there = new There(stage);
  return Promise.all(
    rows.map(async (row) => {
      const object = objectReference(row.object);
      await requireSubresource(target, object);
      const explanation = await decisionOf(target, user, row.verb, object);
      if (explanation === undefined)
        throw new Error(
          `The API server does not know who asks to ${row.verb} ${row.object}, or was not able to say: that does not count as "no". A token has to be one that it takes.`,
        );
      if (row.answer === 'no' && !explanation.allowed) await there.require(user, row.verb, object);
      return { row: { ...row, answer: explanation.allowed ? 'yes' : 'no' }, why: explanationInFull(explanation) };
    }),
  );
}

/** Why the answers are as they are that are not as expected. */
const whyOtherwise = (answers: Awaited<ReturnType<typeof answered>>, rows: readonly AccessRow[]): string =>
  answers
    .filter(({ row }, at) => row.answer !== rows[at]?.answer)
    .map(({ row: { verb, object, answer }, why }) => `${verb} ${object}: ${answer}, because ${why}`)
    .join('\n');

/** Asks, and throws unless each answer is the one of its row. */
export async function decides(stage: Stage, user: Requester, rows: readonly AccessRow[]): Promise<void> {
  stage.people.asks(user);
  const answers = await answered(stage, user, rows);
  complainingWith(
    () => `The server decided so:\n${whyOtherwise(answers, rows)}`,
    () => expect(answers.map(({ row }) => row)).toEqual(rows),
  );
}
