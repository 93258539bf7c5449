/** Reads the claims of a folder: YAML, a file for each chapter. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { statIfThere } from '../engine/golang/files';
import { filesBelow } from '../files-below';
import { childOf, ManifestError, nodesIn, type Node } from '../manifests/nodes';
import { UsageError } from '../runner/usage-error';
import { claimsIn, type Chapter, type Claim } from './claim';
import { CHAPTER, CLAIM, fieldFaults, idFaults, isWords, textFaults, textOf, UNSHOWABLE, type ShapeFault } from './shape';

const FILE = /\.(?:ya?ml|json)$/;

function filesIn(place: string): readonly string[] {
  const found = statIfThere(place);
  if (found === undefined) throw new UsageError(`--claims ${place}: no such file or folder exists in ${process.cwd()}`);
  if (!found.isDirectory()) return [place];
  const files = filesBelow(place).filter((file) => FILE.test(file));
  if (files.length === 0) throw new UsageError(`--claims ${place}: this folder has no file of claims. A file of claims ends with .yaml, .yml or .json.`);
  return files.map((file) => path.join(place, file));
}

const named = (node: Node): string => {
  const id = childOf(node, 'id')?.value;
  return isWords(id) ? `The claim ${id}` : 'A claim';
};

function claimFaults(node: Node): readonly ShapeFault[] {
  const what = named(node);
  const unshowable = childOf(node, 'unshowable');
  const both = childOf(node, 'until');
  return [
    ...fieldFaults(node, what, CLAIM),
    ...idFaults(node, what),
    ...textFaults(node, 'text', what),
    ...textFaults(node, 'until', what),
    ...(unshowable === undefined ? [] : [...fieldFaults(unshowable, `unshowable of ${what}`, UNSHOWABLE)]),
    ...(unshowable === undefined ? [] : [...textFaults(unshowable, 'because', what), ...textFaults(unshowable, 'needs', what)]),
    ...(unshowable !== undefined && both !== undefined
      ? [{ line: both.line, message: `${what} has both until and unshowable. Keep until if a machine will be able to show it, or else unshowable.` }]
      : []),
  ];
}

function chapterFaults(node: Node): readonly ShapeFault[] {
  const claims = childOf(node, 'claims');
  const chapter = childOf(node, 'chapter');
  return [
    ...fieldFaults(node, 'The file', CHAPTER),
    ...(chapter !== undefined && !isWords(chapter.value)
      ? [{ line: chapter.line, message: `The chapter is ${JSON.stringify(chapter.value)}. Write a name in quotes, for example "3.3".` }]
      : []),
    ...textFaults(node, 'title', 'The chapter'),
    ...(claims !== undefined && (!Array.isArray(claims.value) || claims.value.length === 0)
      ? [{ line: claims.line, message: `claims is ${JSON.stringify(claims.value)}. It is a list of claims, each with an id and a text.` }]
      : (claims?.children.flatMap(claimFaults) ?? [])),
  ];
}

function claimOf(node: Node, file: string): Claim {
  const unshowable = childOf(node, 'unshowable');
  return {
    id: String(childOf(node, 'id')?.value),
    text: textOf(node, 'text'),
    ...(unshowable !== undefined && { unshowable: { because: textOf(unshowable, 'because'), needs: textOf(unshowable, 'needs') } }),
    ...(childOf(node, 'until') !== undefined && { until: textOf(node, 'until') }),
    file,
    line: childOf(node, 'id')?.line ?? node.line,
  };
}

/** The chapters of a text, or what is wrong with it. */
export function chaptersIn(text: string, file: string): { readonly chapters: readonly Chapter[]; readonly faults: readonly string[] } {
  const roots = nodesIn(text, file);
  const empty = roots.length === 0 ? [{ line: 1, message: 'The file is empty. It has the fields chapter, title and claims.' }] : [];
  const faults = [...empty, ...roots.flatMap(chapterFaults)].map(({ line, message }) => `${file}:${line}: ${message}`);
  if (faults.length > 0) return { chapters: [], faults };
  const chapters = roots.map((node) => ({
    chapter: String(childOf(node, 'chapter')?.value),
    title: textOf(node, 'title'),
    claims: childOf(node, 'claims')?.children.map((claim) => claimOf(claim, file)) ?? [],
  }));
  return { chapters, faults };
}

function repeated(chapters: readonly Chapter[]): readonly string[] {
  const first = new Map<string, Claim>();
  return claimsIn(chapters).flatMap((claim) => {
    const other = first.get(claim.id);
    if (other === undefined) first.set(claim.id, claim);
    return other === undefined
      ? []
      : [`${claim.file}:${claim.line}: ${claim.id} is the id of another claim already, at ${other.file}:${other.line}. Give one of them another id.`];
  });
}

/** Throws a UsageError with every fault of every file. */
export function loadClaims(place: string): readonly Chapter[] {
  const read = filesIn(place).map((file) => {
    try {
      return chaptersIn(readFileSync(file, 'utf8'), file);
    } catch (error) {
      if (!(error instanceof ManifestError)) throw error;
      return { chapters: [], faults: [error.message] };
    }
  });
  const chapters = read.flatMap((file) => file.chapters);
  const faults = [...read.flatMap((file) => file.faults), ...repeated(chapters)];
  if (faults.length > 0) throw new UsageError(faults.join('\n'));
  return chapters;
}
