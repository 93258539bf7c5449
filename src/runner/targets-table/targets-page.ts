/**
 * The table as a page to read: which documented claim holds in which version of Kubernetes, and whether a real API server agrees
 * with the embedded one. A page without scripts: features fold with the keyboard as with the mouse, and on a narrow screen a row
 * becomes a block.
 */
import type { Cell, Column, Row, Table } from './targets-table';
import { withTwins, type RowWithTwin } from './twins';
import { table } from '../../engine/golang/map';

const SIGNS = { passed: '\u2713', differs: '\u2717', 'not applicable': '\u2013', 'not run': '\u00b7' } as const satisfies Record<Cell['outcome'], string>;
const MEANINGS = {
  passed: 'holds: every answer is the one that the scenario shows',
  differs: 'differs: an answer is another one',
  'not applicable': 'not applicable, with the reason below',
  'not run': 'not run',
} as const satisfies Record<Cell['outcome'], string>;
const OUTCOMES = Object.keys(SIGNS) as readonly Cell['outcome'][];

const ABOUT = table<string>({
  embedded: 'the API server of cukernetes, in process',
  http: 'the same behind HTTPS',
  envtest: 'a real kube-apiserver',
  cluster: 'a running cluster',
});

const STYLE = `
:root { color-scheme: light dark; --line: #8884; --soft: #8882; --good: #1a7f37; --bad: #cf222e; --mute: #6e7781; }
@media (prefers-color-scheme: dark) { :root { --good: #3fb950; --bad: #f85149; --mute: #8b949e; } }
* { box-sizing: border-box; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; padding: 1rem; max-width: 75rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .5rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .3rem .5rem; border-bottom: 1px solid var(--line); }
th { font-weight: 600; }
thead th { font-size: .8rem; line-height: 1.25; }
.rule th { font-weight: 600; background: var(--soft); }
td.cell, thead th.cell { text-align: center; width: 5.2rem; overflow-wrap: normal; }
tbody th { font-weight: 400; }
.passed { color: var(--good); } .differs { color: var(--bad); font-weight: 700; } .not-applicable, .not-run { color: var(--mute); }
.why { display: block; font-size: .85rem; color: var(--mute); white-space: pre-line; }
.place { font-size: .8rem; color: var(--mute); }
.change { font-size: .8rem; border: 1px solid var(--line); border-radius: 1rem; padding: 0 .5rem; white-space: nowrap; }
h2 { font-size: 1.2rem; margin: 1.5rem 0 .5rem; }
a { color: inherit; }
details { border: 1px solid var(--line); border-radius: .4rem; margin: .5rem 0; }
summary { cursor: pointer; padding: .5rem .75rem; font-weight: 600; }
summary:focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
summary .place { font-weight: 400; }
details > table { border-top: 1px solid var(--line); }
.label { display: none; }
ul.legend { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (max-width: 960px) {
  table, tbody, tr, tbody th, td { display: block; width: auto; }
  thead { display: none; }
  tr { border-bottom: 1px solid var(--line); padding: .4rem 0; }
  th, td { border: 0; padding: .1rem .6rem; }
  td.cell { display: inline-block; width: auto; text-align: left; font-size: .85rem; padding: 0 .6rem; }
  .label { display: inline; color: var(--mute); }
}
`;

/** How `inapplicable` of version-tags.ts begins. */
const NOT_OF_VERSION = 'Not applicable to Kubernetes ';

const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
const classOf = (outcome: Cell['outcome']): string => outcome.replace(' ', '-');
const nameOf = ({ target, kubernetesVersion }: Column): string => `${target} ${kubernetesVersion}`;

const headOf = (columns: readonly Column[], first: string): string =>
  `<thead><tr><th scope="col">${first}</th>${columns.map((column) => `<th scope="col" class="cell">${escaped(column.target)}<br>${escaped(column.kubernetesVersion)}</th>`).join('')}</tr></thead>`;

const cellOf = ({ outcome }: Cell, column: Column): string =>
  `<td class="cell ${classOf(outcome)}"><span class="label">${escaped(nameOf(column))} </span><span aria-hidden="true">${SIGNS[outcome]}</span><span class="hidden">${outcome}</span></td>`;

/** Columns that give the same reason give it together. That a version has other scenarios is said once, beside the name. */
function reasonsOf({ cells, versions, earlier }: RowWithTwin, columns: readonly Column[]): string {
  const isSaid = earlier !== undefined || versions.since !== undefined || versions.until !== undefined;
  const reasons = new Map<string, string[]>();
  cells.forEach(({ outcome, why }, at) => {
    const column = columns[at];
    if (isSaid && outcome === 'not applicable' && why?.startsWith(NOT_OF_VERSION) === true) return;
    if (why !== undefined && column !== undefined) reasons.set(why, [...(reasons.get(why) ?? []), nameOf(column)]);
  });
  return [...reasons].map(([why, names]) => `<span class="why">${escaped(names.join(', '))}: ${escaped(why)}</span>`).join('');
}

/** The page of the site that shows a scenario, where there is one. */
type AddressOf = (row: Pick<Row, 'uri' | 'line'>) => string | undefined;

type Place = Pick<Row, 'uri' | 'line' | 'name'>;

const linked = (place: Place, addressOf: AddressOf): string => {
  const address = addressOf(place);
  return address === undefined ? escaped(place.name) : `<a href="${escaped(address)}">${escaped(place.name)}</a>`;
};

/** In which version what the row says began, ended or changed. */
function changeOf({ versions: { since, until }, earlier }: RowWithTwin, addressOf: AddressOf): string {
  const marked = (text: string): string => ` <span class="change">${text}</span>`;
  if (earlier !== undefined) return `${marked(`changed in 1.${since ?? 0}`)}<span class="why">before: ${linked(earlier, addressOf)}</span>`;
  return `${since === undefined ? '' : marked(`since 1.${since}`)}${until === undefined ? '' : marked(`until 1.${until}`)}`;
}

function rowOf(row: RowWithTwin, columns: readonly Column[], addressOf: AddressOf): string {
  const cells = row.cells.map((cell, at) => cellOf(cell, columns[at] ?? { target: '', kubernetesVersion: '', at: '' })).join('');
  return `<tr><th scope="row">${linked(row, addressOf)} <span class="place">line ${row.line}</span>${changeOf(row, addressOf)}${reasonsOf(row, columns)}</th>${cells}</tr>`;
}

function rowsOf(rows: readonly RowWithTwin[], columns: readonly Column[], addressOf: AddressOf): string {
  return rows
    .map((row, at) => {
      const rule =
        row.rule !== '' && row.rule !== rows[at - 1]?.rule ? `<tr class="rule"><th colspan="${columns.length + 1}">${escaped(row.rule)}</th></tr>` : '';
      return rule + rowOf(row, columns, addressOf);
    })
    .join('\n');
}

const count = (rows: readonly Row[], at: number, outcome: Cell['outcome']): number => rows.filter(({ cells }) => cells[at]?.outcome === outcome).length;

function summary({ columns, rows }: Table): string {
  const lines = columns.map(
    (column, at) =>
      `<tr><th scope="row">${escaped(nameOf(column))} <span class="place">${escaped(ABOUT[column.target] ?? '')}, ${escaped(column.at.slice(0, 16).replace('T', ' '))}</span></th>` +
      OUTCOMES.map((outcome) => `<td class="cell"><span class="label">${outcome} </span>${count(rows, at, outcome)}</td>`).join('') +
      '</tr>',
  );
  return `<table><thead><tr><th scope="col">Target and version of Kubernetes</th>${OUTCOMES.map((outcome) => `<th scope="col" class="cell ${classOf(outcome)}">${SIGNS[outcome]}<br>${outcome}</th>`).join('')}</tr></thead><tbody>${lines.join('')}</tbody></table>`;
}

/** Where features differ they are open; the others are folded. */
function featureOf(uri: string, rows: readonly RowWithTwin[], columns: readonly Column[], addressOf: AddressOf): string {
  const differs = rows.some(({ cells }) => cells.some(({ outcome }) => outcome === 'differs'));
  const scenarios = `${rows.length} ${rows.length === 1 ? 'scenario' : 'scenarios'}`;
  return `<details${differs ? ' open' : ''}><summary>${escaped(rows[0]?.feature ?? uri)} <span class="place">${escaped(uri)}, ${scenarios}${differs ? ', <span class="differs">some differ</span>' : ''}</span></summary>
<table>${headOf(columns, 'Scenario')}<tbody>
${rowsOf(rows, columns, addressOf)}
</tbody></table></details>`;
}

/** The folder of a feature, in words: `Authorization: RBAC`. */
const folderOf = (uri: string): string => {
  const folders = uri
    .replace(/^features\//, '')
    .split('/')
    .slice(0, -1);
  const words = folders.map((folder) => (/^[ar]bac$/.test(folder) ? folder.toUpperCase() : folder)).join(': ') || 'features';
  return words.slice(0, 1).toUpperCase() + words.slice(1);
};

export function pageOf(table: Table, addressOf: AddressOf = () => undefined): string {
  const rows = withTwins(table.rows);
  const uris = [...new Set(rows.map(({ uri }) => uri))];
  const ofFolder = (folder: string): string =>
    uris
      .filter((uri) => folderOf(uri) === folder)
      .map((uri) =>
        featureOf(
          uri,
          rows.filter((row) => row.uri === uri),
          table.columns,
          addressOf,
        ),
      )
      .join('\n');
  const features = [...new Set(uris.map(folderOf))].map((folder) => `<h2>${escaped(folder)}</h2>\n${ofFolder(folder)}`);
  const legend = OUTCOMES.map((outcome) => `<li><span class="${classOf(outcome)}">${SIGNS[outcome]}</span> ${MEANINGS[outcome]}</li>`).join('');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>What holds in which version of Kubernetes</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<h1>What holds in which version of Kubernetes</h1>
<p>Each scenario proves a documented claim. It ran on each target, with each version, as far as it applies there. What changed with a version is one row: both sentences, and the version.</p>
<ul class="legend">${legend}</ul>
${summary(table)}
${features.join('\n')}
</body>
</html>
`;
}
