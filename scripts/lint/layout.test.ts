import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { expect } from 'expect';

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

describe('the layout', () => {
  it('has the stages in the order of the drawing', () => expect(drawn('The journey of a request')).toEqual(STAGES));

  it('has the leaves that are named below it', () => {
    const [, leaves = ''] = ARCHITECTURE.split('Leaves that anything may import: ');
    const named = [...(leaves.split('\n\n')[0] ?? '').matchAll(/`([a-z./]+)` \(/g)].map(([, name = '']) => name.replace(/\/$/, ''));
    expect(named.toSorted()).toEqual(Object.keys(LEAVES).toSorted());
  });

  it('is that of the folders', () => {
    expect(entriesOf('src/engine').toSorted()).toEqual([...STAGES, ...Object.keys(LEAVES)].toSorted());
    expect(entriesOf('src/engine/registry').toSorted()).toEqual(REGISTRY.toSorted());
    expect(entriesOf('src').toSorted()).toEqual([...OUTSIDE, 'engine', 'package-root.ts'].toSorted());
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
