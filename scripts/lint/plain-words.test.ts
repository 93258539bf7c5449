import { describe, it } from 'node:test';
import { expect } from 'expect';
import { decodedWords, linesToDecode } from './plain-words';

describe('plain words', () => {
  it('are found where they are not plain', () => {
    expect(decodedWords('Whoever is told that a text is no path')).toEqual(['Whoever', 'told', 'is no']);
    expect(decodedWords('A user is told nothing; the path is not a path, and nothing is noted.')).toEqual(['told']);
  });
  it('are in every file', () => expect(linesToDecode()).toEqual([]));
});
