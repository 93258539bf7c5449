import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { stepsPage } from './steps-page';

const ROOT = path.join(__dirname, '..', '..');

describe('docs/steps.md', () => {
  it('is up to date (npm run steps-page writes it)', () => {
    expect(readFileSync(path.join(ROOT, 'docs', 'steps.md'), 'utf8')).toBe(stepsPage());
  });

  it('has every step of every step file', () => {
    const files = readdirSync(path.join(ROOT, 'steps')).filter((file) => file.endsWith('.steps.ts'));
    const steps = files.flatMap((file) => readFileSync(path.join(ROOT, 'steps', file), 'utf8').match(/^(Given|When|Then)\(/gm) ?? []);
    expect(stepsPage().match(/^\| `(Given|When|Then) /gm)).toHaveLength(steps.length);
  });
});
