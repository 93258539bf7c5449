/**
 * The built-in steps, read from the step files themselves, so that the catalogue always says what there is: each file is a chapter
 * under the words of its head comment, each step has the comment above it; the parameter types come from their own file.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { STEP_SOURCES } from './built-in-steps';

/** What stands below the sentence of a step. */
export type StepArgument = 'table' | 'doc string';

interface Step {
  readonly keyword: string;
  readonly text: string;
  readonly meaning: string;
  readonly argument?: StepArgument;
}

interface Chapter {
  readonly name: string;
  readonly about: string;
  readonly steps: readonly Step[];
}

interface ParameterType {
  readonly name: string;
  readonly examples: string;
}

export interface StepCatalogue {
  readonly chapters: readonly Chapter[];
  readonly parameterTypes: readonly ParameterType[];
}

const STEP =
  /\/\*\* (?<comment>(?:(?!\*\/|\/\*\*)[\s\S])+) \*\/\n(?<keyword>Given|When|Then)\(\s*(?:'(?<text>(?:[^'\\]|\\.)+)'|"(?<quoting>[^"\\]+)"),\s*(?:async )?function \((?<parameters>[^)]*)\)/g;
const PARAMETER_TYPE = /\/\*\* (?<comment>(?:(?!\*\/|\/\*\*).){1,400}) \*\/\ndefineParameterType\(\{\s{0,8}name: '(?<name>\w+)'/g;
const HEAD = /^\/\*\*(?<comment>(?:(?!\*\/)[\s\S])+)\*\//;

const joined = (comment = ''): string =>
  comment
    .replace(/\n \* ?/g, ' ')
    .replace(/^\* /, '')
    .trim();

/** The sentence ends in a colon when something stands below it; what, says the type of the last parameter. */
function argumentOf(text: string, parameters: string): { readonly argument?: StepArgument } {
  if (!text.endsWith(':')) return {};
  return { argument: parameters.endsWith(': DataTable') ? 'table' : 'doc string' };
}

function chapterIn(file: string): Chapter {
  const source = readFileSync(path.join(STEP_SOURCES, file), 'utf8');
  const steps = [...source.matchAll(STEP)].map(({ groups }) => {
    const text = groups?.['text'] ?? groups?.['quoting'] ?? '';
    return { keyword: groups?.['keyword'] ?? '', text, meaning: joined(groups?.['comment']), ...argumentOf(text, groups?.['parameters'] ?? '') };
  });
  return { name: file.replace('.steps.ts', ''), about: joined(HEAD.exec(source)?.groups?.['comment']), steps };
}

function parameterTypes(): readonly ParameterType[] {
  const source = readFileSync(path.join(STEP_SOURCES, 'support', 'parameter-types.ts'), 'utf8');
  return [...source.matchAll(PARAMETER_TYPE)].map(({ groups }) => ({ name: groups?.['name'] ?? '', examples: groups?.['comment'] ?? '' }));
}

export function stepCatalogue(): StepCatalogue {
  const files = readdirSync(STEP_SOURCES).filter((file) => file.endsWith('.steps.ts'));
  return { chapters: files.sort().map(chapterIn), parameterTypes: parameterTypes() };
}
