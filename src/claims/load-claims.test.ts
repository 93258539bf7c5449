import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { expect } from 'expect';
import { chaptersIn, loadClaims } from './load-claims';

const folder = mkdtempSync(path.join(tmpdir(), 'cukernetes-claims-'));
after(() => rmSync(folder, { recursive: true }));

const faultsOf = (...lines: readonly string[]): readonly string[] => chaptersIn(lines.join('\n'), 'c.yaml').faults;

describe('loadClaims', () => {
  it('reads a text in one language or in several, and the line of each claim', () => {
    const text = [
      'chapter: "1"',
      'title: Access',
      'claims:',
      '  - id: a-1',
      '    text: jane may read',
      '  - id: a-2',
      '    text: {en: dave may not, zh: dave 不可以}',
      '    until: a kubelet',
      '  - id: a-3',
      '    text: it is fast',
      '    unshowable: {because: fast has no measure, needs: a measure}',
    ];
    expect(chaptersIn(text.join('\n'), 'c.yaml')).toEqual({
      faults: [],
      chapters: [
        {
          chapter: '1',
          title: { en: 'Access' },
          claims: [
            { id: 'a-1', text: { en: 'jane may read' }, file: 'c.yaml', line: 4 },
            { id: 'a-2', text: { en: 'dave may not', zh: 'dave 不可以' }, until: { en: 'a kubelet' }, file: 'c.yaml', line: 6 },
            {
              id: 'a-3',
              text: { en: 'it is fast' },
              unshowable: { because: { en: 'fast has no measure' }, needs: { en: 'a measure' } },
              file: 'c.yaml',
              line: 9,
            },
          ],
        },
      ],
    });
  });

  it('names the line, the problem and the remedy of each field that is missing, unknown or of another type', () => {
    expect(faultsOf('chapter: 1', 'title: {english: Access}', 'claims:', '  - id: a 1', '    txet: jane may read', '    text: 7', '  - 8')).toEqual([
      'c.yaml:1: The chapter is 1. Write a name in quotes, for example "3.3".',
      'c.yaml:2: "english" is not the code of a language, such as en or zh. Write a sentence, or one for each language: `en: ...`, `zh: ...`.',
      'c.yaml:5: The claim a 1 has a field "txet", which does not exist. Use id, text, until, unshowable.',
      'c.yaml:4: The claim a 1 has the id "a 1". Use letters, digits, dots, dashes and underscores, as in web-1.2-03.',
      'c.yaml:6: The claim a 1 has 7 as its text. Write a sentence, or one for each language: `en: ...`, `zh: ...`.',
      'c.yaml:7: A claim is 8. It has the fields id, text, until, unshowable.',
    ]);
    expect(faultsOf('chapter: "1"', 'claims: []')).toEqual([
      'c.yaml:1: The file has no title. Add `title:`.',
      'c.yaml:2: claims is []. It is a list of claims, each with an id and a text.',
    ]);
    expect(faultsOf('')).toEqual(['c.yaml:1: The file is empty. It has the fields chapter, title and claims.']);
  });

  it('refuses a claim that is both not shown yet and unshowable, and a reason without what is needed', () => {
    const lines = ['chapter: "1"', 'title: T', 'claims:', '  - id: a', '    text: t', '    until: x', '    unshowable: {because: y}'];
    expect(faultsOf(...lines)).toEqual([
      'c.yaml:7: unshowable of The claim a has no needs. Add `needs:`.',
      'c.yaml:6: The claim a has both until and unshowable. Keep until if a machine will be able to show it, or else unshowable.',
    ]);
  });

  it('names both places of an id that two claims have, and a file that is not YAML', () => {
    const claims = 'chapter: "1"\ntitle: T\nclaims:\n  - id: a-1\n    text: t\n';
    writeFileSync(path.join(folder, 'a.yaml'), claims);
    writeFileSync(path.join(folder, 'b.yaml'), claims);
    writeFileSync(path.join(folder, 'c.yaml'), 'chapter: "1\n');
    const [a, b, c] = ['a', 'b', 'c'].map((name) => path.join(folder, `${name}.yaml`));
    expect(() => loadClaims(folder)).toThrow(
      `${c}:1: this is not YAML: unexpected end of the stream within a double quoted scalar\n` +
        `${b}:4: a-1 is the id of another claim already, at ${a}:4. Give one of them another id.`,
    );
  });

  it('refuses a folder that is not there or has no claim', () => {
    expect(() => loadClaims('no-such-folder')).toThrow('--claims no-such-folder: no such file or folder exists in ');
    expect(() => loadClaims('docs')).toThrow('--claims docs: this folder has no file of claims. A file of claims ends with .yaml, .yml or .json.');
  });
});
