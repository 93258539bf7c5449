import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { expect } from 'expect';
import ts from 'typescript';

interface Layers {
  readonly STAGES: readonly string[];
  readonly LEAVES: Readonly<Record<string, readonly string[]>>;
  readonly REGISTRY: readonly string[];
  readonly OUTSIDE: readonly string[];
}
const { STAGES, LEAVES, REGISTRY, OUTSIDE } = require('./layers.mjs') as Layers;

const ROOT = path.join(__dirname, '..', '..');
const text = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const ARCHITECTURE = text('ARCHITECTURE.md');

/** The folders and files of a folder, without tests. */
const entriesOf = (folder: string): readonly string[] => readdirSync(path.join(ROOT, folder)).filter((name) => !/\.(test|fixture)\.ts$/.test(name));

/** The first words of the lines of a drawing below a heading. */
function drawn(heading: string): readonly string[] {
  const [, section = ''] = ARCHITECTURE.split(`## ${heading}\n`);
  const lines = (section.split('\n## ')[0] ?? '').split('\n').filter((line) => line.startsWith('    '));
  return lines.map((line) => (line.trim().split(/\s+/)[0] ?? '').replace(/\/$/, ''));
}

const IMPORTING = ['src', 'steps', 'scripts', 'bench', 'fuzz'];

const modules = (): readonly string[] =>
  IMPORTING.flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => path.join(ROOT, folder, file)),
  ).filter((file) => file.endsWith('.ts'));

/** What a module imports of this checkout, types too. */
function importsOf(file: string): readonly string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'), true, true);
  const near = importedFiles.map(({ fileName }) => fileName).filter((name) => name.startsWith('.'));
  return near.flatMap((name) => [`${name}.ts`, `${name}/index.ts`].map((rest) => path.join(path.dirname(file), rest)).filter((place) => existsSync(place)));
}

/** The first circle of imports, from a module back to itself; undefined if there is none. */
function circleAmong(files: readonly string[]): readonly string[] | undefined {
  const imports = new Map(files.map((file) => [file, importsOf(file)]));
  const done = new Set<string>();
  const onWay: string[] = [];
  const follow = (file: string): readonly string[] | undefined => {
    if (onWay.includes(file)) return [...onWay.slice(onWay.indexOf(file)), file];
    if (done.has(file)) return undefined;
    onWay.push(file);
    for (const imported of imports.get(file) ?? []) {
      const circle = follow(imported);
      if (circle !== undefined) return circle;
    }
    onWay.pop();
    done.add(file);
    return undefined;
  };
  for (const file of files) {
    const circle = follow(file);
    if (circle !== undefined) return circle.map((name) => path.relative(ROOT, name));
  }
  return undefined;
}

describe('the layout', () => {
  it('has no circle of imports, of types either', () => {
    const files = modules();
    expect([files.length > 1_000, circleAmong(files)]).toEqual([true, undefined]);
  });

  it('has the stages in the order of the drawing', () => expect(drawn('The journey of a request')).toEqual(STAGES));

  it('has the leaves that are named below it', () => {
    const [, leaves = ''] = ARCHITECTURE.split('Leaves that anything may import: ');
    const named = [...(leaves.split('\n\n')[0] ?? '').matchAll(/`([a-z./]+)` \(/g)].map(([, name = '']) => name.replace(/\/$/, ''));
    expect(named.toSorted()).toEqual(Object.keys(LEAVES).toSorted());
  });

  it('is that of the folders', () => {
    expect(entriesOf('src/engine').toSorted()).toEqual([...STAGES, ...Object.keys(LEAVES)].toSorted());
    expect(entriesOf('src/engine/registry').toSorted()).toEqual(REGISTRY.toSorted());
    expect(entriesOf('src').toSorted()).toEqual([...OUTSIDE, 'engine', 'files-below.ts', 'package-root.ts', 'streaming', 'temporary-folder.ts'].toSorted());
  });

  it('draws what is around the engine', () => {
    expect(drawn('Around the engine').toSorted()).toEqual(OUTSIDE.filter((name) => !name.endsWith('.ts')).toSorted());
  });

  for (const document of ['ARCHITECTURE.md', 'CONTRIBUTING.md'])
    it(`has each file that ${document} names`, () => {
      const files = [...text(document).matchAll(/(?<![\w/.*>-])[\w-]+(?:\/[\w.-]+)+\.(?:ts|mjs)\b/g)].map(([file]) => file);
      const missing = files.filter((file) => !['', 'src', 'src/engine', 'src/engine/registry'].some((folder) => existsSync(path.join(ROOT, folder, file))));
      expect([files.length > 3, missing]).toEqual([true, []]);
    });
});
