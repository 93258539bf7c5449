/** `cukernetes matrix`: who may do what, as a table. */
import { describeAnswer, doubtsAboutChoice, MATRIX_VERBS, matrixCells, matrixColumns, matrixOf, subjectsOfBindings, type Matrix } from '../analysis/matrix';
import type { Subject } from '../analysis/subject';
import { own } from '../engine/golang/map';
import { answered, beside, type Outcome } from './outcome';
import type { PolicyOptions } from './policy-options';
import { policyFor } from './policy-source';
import { tableText } from './table-text';

export interface MatrixOptions extends PolicyOptions {
  readonly subject?: readonly string[];
  readonly group?: readonly string[];
  readonly resource?: readonly string[];
  readonly verb?: readonly string[];
}

/** A cell that a spreadsheet would compute is text; a dash alone is a no. https://owasp.org/www-community/attacks/CSV_Injection */
const csvCell = (text: string): string => {
  const safe = /^(?:[=+@\t\r\n\uff1d\uff0b\uff0d\uff20]|-.)/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const csv = (matrix: Matrix): string => [matrixColumns(matrix), ...matrixCells(matrix)].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
]);
const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => ESCAPES.get(character) ?? character);

const STYLE = `body{font:14px system-ui,sans-serif;margin:2rem}table{border-collapse:collapse}caption{text-align:left;padding:.5rem 0}
th,td{border:1px solid #999;padding:.25rem .5rem;text-align:left}thead th{position:sticky;top:0;background:#eee}.yes{background:#cfe8cf}.names{background:#fff3c4}`;

function html(matrix: Matrix, title: string): string {
  const head = matrixColumns(matrix).map((column) => `<th scope="col">${escaped(column)}</th>`);
  const rows = matrix.rows.map(({ subject, resource, answers }) => {
    const cells = answers.map((answer) => `<td class="${answer === true ? 'yes' : answer === false ? 'no' : 'names'}">${escaped(describeAnswer(answer))}</td>`);
    return `<tr><th scope="row">${escaped(subject)}</th><td>${escaped(resource)}</td>${cells.join('')}</tr>`;
  });
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${escaped(title)}</title><style>${STYLE}</style></head>
<body><main><h1>Who may do what</h1><table><caption>${escaped(title)}</caption>
<thead><tr>${head.join('')}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table></main></body>
</html>
`;
}

export async function matrix(options: MatrixOptions): Promise<Outcome> {
  const { policy, namespace, findings } = await policyFor(options);
  const named: readonly Subject[] = [
    ...(options.subject ?? []).map((name) => ({ kind: 'User', name }) as const),
    ...(options.group ?? []).map((name) => ({ kind: 'Group', name }) as const),
  ];
  const made = matrixOf(policy, {
    subjects: named.length > 0 ? named : subjectsOfBindings(policy),
    resources: options.resource ?? [],
    verbs: options.verb ?? MATRIX_VERBS,
    namespace,
  });
  const title = namespace === '' ? 'In all namespaces' : `In the namespace ${namespace}`;
  const texts: Readonly<Record<string, () => string>> = {
    text: () => tableText([matrixColumns(made), ...matrixCells(made)]),
    csv: () => csv(made),
    html: () => html(made, title),
    json: () => `${JSON.stringify({ namespace, ...made }, undefined, 2)}\n`,
  };
  return answered(own(texts, options.output)?.() ?? '', beside(findings, doubtsAboutChoice(policy, { resources: options.resource, verbs: options.verb })));
}
