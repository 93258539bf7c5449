/** The texts are those of testdata/budgets/1.36.json. */
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { parseYaml } from './yaml';

const EXCESSIVE = 'yaml: document contains excessive aliasing';
const aliasesOfAliases = (levels: number): string =>
  Array.from(
    { length: levels },
    (_, at) =>
      `k${at}: &k${at} [${Array<string>(9)
        .fill(at === 0 ? 'x' : `*k${at - 1}`)
        .join(', ')}]`,
  ).join('\n');

describe('YAML', () => {
  it('refuses aliases of aliases', () => {
    expect(() => parseYaml(aliasesOfAliases(9))).toThrow(EXCESSIVE);
  });

  it('refuses many aliases of a long list', () => {
    const items = Array<string>(1000).fill('a').join(', ');
    expect(() => parseYaml(`x: &x [${items}]\nz: [${Array<string>(1000).fill('*x').join(', ')}]`)).toThrow(EXCESSIVE);
  });

  it('takes a few aliases', () => {
    expect(parseYaml('x: &x [a, b]\nz: [*x, *x]')).toEqual({
      x: ['a', 'b'],
      z: [
        ['a', 'b'],
        ['a', 'b'],
      ],
    });
  });

  it('refuses an anchor that contains itself', () => {
    expect(() => parseYaml('x: &x [*x]')).toThrow('contains itself');
  });

  it('refuses what is too deep', () => {
    expect(() => parseYaml(`a: b\nx: ${'['.repeat(100_000)}`)).toThrow('yaml: line 2: exceeded max depth of 10000');
  });

  it('takes over the entries of another mapping', () => {
    expect(parseYaml('<<: {a: x}\nb: c')).toEqual({ a: 'x', b: 'c' });
  });
});
