import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { expect } from 'expect';

const FEATURES = path.join(__dirname, '..', '..', 'features');

// Reports identify scenarios by feature and name: two of one name would be shown as one that was tried twice.
describe('the scenarios of a feature', () => {
  const files = readdirSync(FEATURES, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.feature'));
  for (const file of files) {
    it(`have names of their own in ${file}`, () => {
      const names = [...readFileSync(path.join(FEATURES, file), 'utf8').matchAll(/^ *Scenario(?: Outline)?: (.*)$/gm)].map(([, name]) => name);
      expect(names).toEqual([...new Set(names)]);
    });
  }
});
