/** Which API servers the scenarios of features want, as the steps that say so stand in the features. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { AstBuilder, compile, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin';
import { IdGenerator, type Pickle, type PickleStep } from '@cucumber/messages';
import { statIfThere } from '../engine/golang/files';
import { filesBelow } from '../files-below';
import { UsageError } from '../runner/usage-error';
import type { ApiServerWish } from './api-server-wish';

export interface WishingScenario {
  readonly uri: string;
  readonly name: string;
  readonly tags: readonly string[];
  readonly wish: ApiServerWish;
  /** It is about a server that does not start. */
  readonly refused: boolean;
}

const FLAGS = 'the API server runs with the flags:';
const FILE = /^the file "([^"]+)":$/;
const REFUSAL = 'the API server refuses to start with:';

export function featureFilesIn(place: string): readonly string[] {
  const found = statIfThere(place);
  if (found === undefined) throw new UsageError(`${place}: no such file or folder`);
  if (!found.isDirectory()) return [place];
  const files = filesBelow(place).filter((file) => file.endsWith('.feature'));
  return files.map((file) => path.join(place, file));
}

const rowsHash = ({ argument }: PickleStep): Readonly<Record<string, string>> =>
  Object.fromEntries((argument?.dataTable?.rows ?? []).map(({ cells: [name, value] }) => [name?.value ?? '', value?.value ?? '']));

/** A doc string has lost its last newline. */
const textOf = ({ argument }: PickleStep): string => (argument?.docString?.content ? `${argument.docString.content}\n` : '');

/** A file that is written again while the server runs starts with what is written first. */
function filesOf(steps: readonly PickleStep[]): ApiServerWish['files'] {
  const written = steps.flatMap((step) => {
    const name = FILE.exec(step.text)?.[1];
    return name === undefined ? [] : [[name, textOf(step)] as const];
  });
  return [...new Map([...written].reverse())];
}

function wishOf({ uri, name, tags, steps }: Pickle): WishingScenario | undefined {
  const flags = steps.filter(({ text }) => text === FLAGS).map(rowsHash);
  if (flags.length === 0) return undefined;
  return {
    uri,
    name,
    tags: tags.map((tag) => tag.name),
    wish: { flags: Object.fromEntries(flags.flatMap((rows) => Object.entries(rows))), files: filesOf(steps) },
    refused: steps.some(({ text }) => text === REFUSAL),
  };
}

function picklesIn(uri: string): readonly Pickle[] {
  const newId = IdGenerator.incrementing();
  try {
    return compile(new Parser(new AstBuilder(newId), new GherkinClassicTokenMatcher()).parse(readFileSync(uri, 'utf8')), uri, newId);
  } catch (error) {
    throw new UsageError(`${uri}: this is not a feature: ${(error as Error).message}`, { cause: error });
  }
}

export const wishesOf = (files: readonly string[]): readonly WishingScenario[] =>
  files.flatMap((uri) => picklesIn(uri).flatMap((pickle) => wishOf(pickle) ?? []));
