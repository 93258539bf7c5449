/**
 * What a text says in one version of Kubernetes only: `<since 1.37: abac: >No policy matched.` is `abac: No policy matched.` since
 * 1.37, and `No policy matched.` before; `<until 1.36: old>` is said by 1.36 and all before it, like the tags @since and @until. So one scenario shows both wordings, and when
 * the words changed. A line of which nothing is left goes.
 */
import { DataTable } from '@cucumber/cucumber';

/** It may have masks in it, such as <rand>. */
const PART = /<(since|until) 1\.(\d+): ((?:[^<>]|<\w+>)*)>/g;

const minorOf = (version: string): number => Number(version.split('.')[1]);

const isIn = (version: string, word: string, minor: number): boolean => (word === 'since' ? minorOf(version) >= minor : minorOf(version) <= minor);

function lineOf(line: string, version: string): readonly string[] {
  const said = line.replace(PART, (_, word: string, minor: string, part: string) => (isIn(version, word, Number(minor)) ? part : ''));
  return said.trim() === '' && line.trim() !== '' ? [] : [said];
}

export const textOf = (text: string, version: string): string =>
  text
    .split('\n')
    .flatMap((line) => lineOf(line, version))
    .join('\n');

/** An argument of a step: its texts, its doc string and the cells of its table as they are in the version. */
export function argumentOf(given: unknown, version: string): unknown {
  if (typeof given === 'string') return textOf(given, version);
  return given instanceof DataTable ? new DataTable(given.raw().map((row) => row.map((cell) => textOf(cell, version)))) : given;
}
