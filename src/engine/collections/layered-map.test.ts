import { describe, it } from 'node:test';
import { expect } from 'expect';
import { LayeredMap } from './layered-map';

const value = (text: string): { readonly text: string } => ({ text });

describe('LayeredMap', () => {
  it('keeps the writes of a fork and of its origin apart', () => {
    const origin = new LayeredMap<{ readonly text: string }>();
    origin.set('a', value('first'));
    const fork = origin.fork();
    fork.set('a', value('changed'));
    origin.set('b', value('only here'));
    expect([origin.get('a')?.text, origin.get('b')?.text]).toEqual(['first', 'only here']);
    expect([fork.get('a')?.text, fork.get('b')?.text]).toEqual(['changed', undefined]);
  });

  it('hides what a fork removed, and only there', () => {
    const origin = new LayeredMap<{ readonly text: string }>();
    origin.set('a', value('first'));
    const fork = origin.fork();
    fork.delete('a');
    const second = fork.fork();
    expect([origin.get('a')?.text, fork.get('a'), second.get('a')]).toEqual(['first', undefined, undefined]);
    second.set('a', value('again'));
    expect([fork.get('a'), second.get('a')?.text]).toEqual([undefined, 'again']);
  });

  it('gives what a plain Map gives, whatever the number of forks between the writes', () => {
    const plain = new Map<string, { readonly text: string }>();
    let map = new LayeredMap<{ readonly text: string }>();
    for (let write = 0; write < 300; write += 1) {
      const [set, removed] = [`key-${write % 70}`, `key-${write % 13}`];
      for (const each of [map, plain]) each.set(set, value(String(write)));
      if (write % 11 === 0) for (const each of [map, plain]) each.delete(removed);
      if (write % 3 === 0) map = map.fork();
    }
    for (let key = 0; key < 70; key += 1) expect(map.get(`key-${key}`)?.text).toBe(plain.get(`key-${key}`)?.text);
  });
});
