import { describe, it } from 'node:test';
import { expect } from 'expect';
import { applyJsonPatch, PatchNotApplicable } from './json-patch';

const document = { data: { x: '1' }, list: ['a', 'b'] };
const apply = (...patch: Parameters<typeof applyJsonPatch>[1]): Promise<unknown> => applyJsonPatch(document, patch, true);

describe('JSON patch', () => {
  it('adds, replaces and removes without touching the original', async () => {
    await expect(apply({ op: 'add', path: '/data/y', value: '2' }, { op: 'remove', path: '/data/x' })).resolves.toEqual({ data: { y: '2' }, list: ['a', 'b'] });
    expect(document.data).toEqual({ x: '1' });
  });

  it('inserts into lists, at the end with a dash, from the end with a negative index', async () => {
    await expect(apply({ op: 'add', path: '/list/0', value: 'c' }, { op: 'add', path: '/list/-', value: 'd' })).resolves.toMatchObject({
      list: ['c', 'a', 'b', 'd'],
    });
    await expect(apply({ op: 'remove', path: '/list/-1' })).resolves.toMatchObject({ list: ['a'] });
  });

  it('adds by replace what is not there', async () => {
    await expect(apply({ op: 'replace', path: '/data/absent', value: 'x' })).resolves.toMatchObject({ data: { x: '1', absent: 'x' } });
  });

  it('finds null where nothing is', async () => {
    await expect(apply({ op: 'test', path: '/data/absent', value: null })).resolves.toEqual(document);
  });

  it('loses the first part of a path without a leading slash', async () => {
    await expect(apply({ op: 'add', path: 'data/x', value: '1' })).resolves.toEqual({ ...document, x: '1' });
  });

  for (const operation of [
    { op: 'remove', path: '/data/absent' },
    { op: 'add', path: '/nothing/absent', value: 'x' },
    { op: 'add', path: '/list/9', value: 'x' },
    { op: 'replace', path: '/list/abc', value: 'x' },
    { op: 'test', path: '/data/x', value: 'no' },
    { op: 'add', path: '', value: {} },
    { op: 'frob', path: '/data/x' },
  ])
    it(`refuses ${operation.op} ${operation.path}`, async () => {
      await expect(apply(operation)).rejects.toThrow(PatchNotApplicable);
    });

  it('refuses copies of more than 3 MiB together, also of what is removed again', async () => {
    const large = { data: { a: 'x'.repeat(300_000) } };
    const copies = (count: number) =>
      Array.from({ length: count }, () => [
        { op: 'copy', from: '/data/a', path: '/data/b' },
        { op: 'remove', path: '/data/b' },
      ]).flat();
    await expect(applyJsonPatch(large, copies(10), true)).resolves.toEqual(large);
    await expect(applyJsonPatch(large, copies(11), true)).rejects.toThrow(PatchNotApplicable);
  });

  it('refuses copies that double', async () => {
    const doubling = Array.from({ length: 60 }, (_, at) => ({ op: 'copy', from: '/data', path: `/data/${at}` }));
    await expect(apply(...doubling)).rejects.toThrow(PatchNotApplicable);
  });

  it('refuses what becomes too deep step by step', async () => {
    const deep = (levels: number): unknown => JSON.parse('{"a":'.repeat(levels) + '{}' + '}'.repeat(levels)) as unknown;
    const steps = Array.from({ length: 6 }, (_, at) => ({ op: 'add', path: `/data${'/a'.repeat(2000 * at + 1)}`, value: deep(2000) }));
    await expect(apply(...steps)).rejects.toThrow(PatchNotApplicable);
    await expect(apply(...steps.slice(0, 4))).resolves.toBeDefined();
  });
});
