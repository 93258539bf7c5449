/** Places are those of slots in a small Go map, which internal/runtime/maps fills from the first free one on. */
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { BindingPlaces } from './binding-places';

describe('places of bindings', () => {
  it('are taken in the order in which bindings come, whatever their names', () => {
    const places = new BindingPlaces();
    expect(['c', 'a', 'b', 'a'].map((name) => places.of(name))).toEqual([0, 1, 2, 1]);
  });

  it('are taken again, the first that is free before the others', () => {
    const places = new BindingPlaces();
    for (const name of ['a', 'b', 'c', 'd']) places.of(name);
    for (const name of ['c', 'b', 'unknown']) places.leave(name);
    expect(['e', 'f', 'g'].map((name) => places.of(name))).toEqual([1, 2, 4]);
  });

  it('are those of one fork', () => {
    const places = new BindingPlaces();
    places.of('a');
    const fork = places.fork();
    fork.leave('a');
    expect([places.of('a'), places.of('b'), fork.of('c')]).toEqual([0, 1, 0]);
  });

  it('of a large map come one after the other, also in a fork', () => {
    const places = new BindingPlaces();
    for (const name of 'abcdefghi') places.of(name);
    places.leave('a');
    expect([places.fork().of('a'), places.of('a'), places.of('b')]).toEqual([9, 9, 10]);
  });
});
