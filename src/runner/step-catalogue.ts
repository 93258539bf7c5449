/**
 * docs/steps.md, made from the step files themselves, so that it always says what there is: each file is a chapter under the
 * words of its head comment, each step a line with the comment above it; the parameter types come from their own file.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { STEP_SOURCES as STEPS } from './built-in-steps';

const STEP = /\/\*\* (?<comment>(?:(?!\*\/)[\s\S])+?) \*\/\n(?<keyword>Given|When|Then)\(\s*'(?<text>(?:[^'\\]|\\.)+)'/g;
const PARAMETER_TYPE = /\/\*\* (?<comment>.+?) \*\/\ndefineParameterType\(\{\s*name: '(?<name>\w+)'/g;
const HEAD = /^\/\*\*\s*(?<comment>[\s\S]+?)\s*\*\//;

const joined = (comment: string): string =>
  comment
    .replace(/\n \* ?/g, ' ')
    .replace(/^\* /, '')
    .trim();
const cell = (text: string): string => text.replace(/[|<]/g, '\\$&');

const headOf = (source: string): string => joined(HEAD.exec(source)?.groups?.['comment'] ?? '');

function chapter(file: string): string {
  const source = readFileSync(path.join(STEPS, file), 'utf8');
  const steps = [...source.matchAll(STEP)].map(
    ({ groups }) => `| \`${cell(`${groups?.['keyword'] ?? ''} ${groups?.['text'] ?? ''}`)}\` | ${cell(joined(groups?.['comment'] ?? ''))} |`,
  );
  return [`## ${file.replace('.steps.ts', '')}`, headOf(source), ['| step | meaning |', '| --- | --- |', ...steps].join('\n')].join('\n\n');
}

function parameterTypes(): string {
  const source = readFileSync(path.join(STEPS, 'support', 'parameter-types.ts'), 'utf8');
  const rows = [...source.matchAll(PARAMETER_TYPE)].map(({ groups }) => `| \`{${groups?.['name'] ?? ''}}\` | ${cell(groups?.['comment'] ?? '')} |`);
  return ['## Parameter types', ['| type | examples |', '| --- | --- |', ...rows].join('\n')].join('\n\n');
}

export function stepsPage(): string {
  const files = readdirSync(STEPS)
    .filter((file) => file.endsWith('.steps.ts'))
    .sort();
  const intro = '# Steps\n\nThis page is written by `npm run steps-page` from the files in steps/; `npm test` fails when it is not up to date.';
  return `${[intro, ...files.map(chapter), parameterTypes()].join('\n\n')}\n`;
}
