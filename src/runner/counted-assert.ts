/** node:assert for steps of your own, whose calls are counted. */
import assert from 'node:assert';
import { countAssertion } from './assertion-count';

type Call = (this: unknown, ...given: unknown[]) => unknown;

const counted = <T extends object>(functions: T): T =>
  new Proxy(functions, {
    apply: (target, self, given: unknown[]) => {
      countAssertion();
      return Reflect.apply(target as unknown as Call, self, given) as unknown;
    },
    get: (target, key) => {
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' && key !== 'AssertionError' && key !== 'prototype' ? counted(value) : value;
    },
  });

module.exports = counted(assert);
