/** A feature of an admission plugin as it reads for a server without the plugin: nothing else of it is changed. */

const FLAGS = 'the API server runs with the flags:';
const ENABLED = /^(\s*\| enable-admission-plugins\s*\|\s*)([\w,]+)(\s*\|)$/;
/** The first thing of a feature that runs. */
const FIRST = /^ {2}(?:@|Background:|Rule:|Scenario)/;

/** The plugins that a feature names as its own, in tags such as `@admission:LimitRanger`. */
export const pluginsOf = (text: string): readonly string[] =>
  [...text.slice(0, text.indexOf('Feature:')).matchAll(/@admission:(\w+)/g)].map(([, name = '']) => name);

/** The row of a table without a plugin; no row where it named nothing else. */
function enabledWithout(line: string, plugin: string): readonly string[] {
  const [, before = '', names, after = ''] = ENABLED.exec(line) ?? [];
  if (names === undefined) return [line];
  const others = names.split(',').filter((name) => name !== plugin);
  return others.length === 0 ? [] : [before + others.join(',') + after];
}

const isRow = (line: string | undefined): boolean => line?.trimStart().startsWith('|') === true;

/** A step that says how the API server runs has a row or is not there. */
const withoutEmptySteps = (lines: readonly string[]): readonly string[] => lines.filter((line, at) => !line.includes(FLAGS) || isRow(lines[at + 1]));

/** The Gherkin keyword of a step whose predecessor went may be And. */
const withKeywords = (lines: readonly string[]): readonly string[] =>
  lines.map((line, at) => (lines[at - 1]?.trim() === 'Background:' ? line.replace(/^(\s*)And /, '$1Given ') : line));

function disabled(lines: readonly string[], plugin: string): readonly string[] {
  const row = `      | disable-admission-plugins | ${plugin} |`;
  const everywhere = lines.flatMap((line) => (line.includes(FLAGS) ? [line, row] : [line]));
  const first = everywhere.findIndex((line) => FIRST.test(line));
  const background = ['  Background:', `    Given ${FLAGS}`, row];
  if (everywhere[first]?.trim() !== 'Background:') return [...everywhere.slice(0, first), ...background, '', ...everywhere.slice(first)];
  const rest = everywhere.slice(first + 1);
  return rest[0]?.includes(FLAGS) === true ? everywhere : [...everywhere.slice(0, first), ...background, ...rest];
}

export function withoutPlugin(text: string, plugin: string): string {
  const lines = text.split('\n');
  const isEnabled = lines.some((line) => ENABLED.exec(line)?.[2]?.split(',').includes(plugin) === true);
  const changed = isEnabled ? withoutEmptySteps(lines.flatMap((line) => enabledWithout(line, plugin))) : disabled(lines, plugin);
  return withKeywords(changed).join('\n');
}
