import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { expect } from 'expect';

const FEATURES = path.join(__dirname, '..', '..', 'features');

const namesIn = (file: string): readonly string[] =>
  [...readFileSync(path.join(FEATURES, file), 'utf8').matchAll(/^ *Scenario(?: Outline)?: (.*)$/gm)].map(([, name = '']) => name);

/** A title that begins so says something only after the one before it. */
const NEEDS_ANOTHER = /^(?:The same|One that|Another|Both|Same|And|But|Its?|They|Their|This|These)\b/;

// Reports identify scenarios by feature and name: two of one name would be shown as one that was tried twice.
describe('the scenarios of a feature', () => {
  const files = readdirSync(FEATURES, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.feature'));
  for (const file of files) {
    it(`have names of their own in ${file}`, () => {
      const names = namesIn(file);
      expect(names).toEqual([...new Set(names)]);
    });

    it(`can each be read alone in ${file}`, () => {
      expect(namesIn(file).filter((name) => name.split(' ').length < 3 || NEEDS_ANOTHER.test(name))).toEqual([]);
    });
  }
});
