import { test } from 'node:test';
import { expect } from 'expect';
import { errorText, isFault } from './error-text';

test('the words of an error that the server made are its text', () => {
  expect(errorText(new Error('illegal base64 data at input byte 1'))).toBe('illegal base64 data at input byte 1');
});

const thrownBy = (action: () => unknown): unknown => {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
};

test('an error of the language or of Node is a fault, and is thrown on', () => {
  const faults = [
    thrownBy(() => JSON.parse('{')),
    thrownBy(() => new Array(-1)),
    thrownBy(() => decodeURIComponent('%')),
    thrownBy(() => Buffer.from(undefined as unknown as string)),
    thrownBy(() => new Date(NaN).toISOString()),
    'a text',
  ];
  for (const fault of faults) {
    expect(isFault(fault)).toBe(true);
    expect(thrownBy(() => errorText(fault))).toBe(fault);
  }
});
