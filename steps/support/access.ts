/** Asks the server what somebody may do, with a SubjectAccessReview for each row of a table. */
import type { Requester, Target } from '../../src/index';
import { explain, explanationInFull } from '../../src/report/explanation';
import { objectReference } from './object-reference';
import { requestFor } from './requests';

/** A row of a `can` table: a verb, an object as sentences name it, an optional namespace, and the expected answer. */
export interface AccessRow {
  readonly verb: string;
  readonly object: string;
  readonly answer: string;
}

/** The rows with the answers that the server gives, and why it gives them. */
export async function answered(
  target: Target,
  user: Requester,
  rows: readonly AccessRow[],
): Promise<readonly { readonly row: AccessRow; readonly why: string }[]> {
  return Promise.all(
    rows.map(async (row) => {
      const explanation = await explain(target, await requestFor(target, user, row.verb, objectReference(row.object)));
      return { row: { ...row, answer: explanation?.allowed === true ? 'yes' : 'no' }, why: explanationInFull(explanation) };
    }),
  );
}

/** Why the answers are as they are that are not as expected. */
export const whyOtherwise = (answers: Awaited<ReturnType<typeof answered>>, rows: readonly AccessRow[]): string =>
  answers
    .filter(({ row }, at) => row.answer !== rows[at]?.answer)
    .map(({ row: { verb, object, answer }, why }) => `${verb} ${object}: ${answer}, because ${why}`)
    .join('\n');
