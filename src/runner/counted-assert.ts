/**
 * node:assert whose calls are counted. Every later require gets this one: it is a function itself, and no property of it could be
 * replaced so that `assert(x)` counts.
 */
import assert from 'node:assert';
import Module from 'node:module';
import { countAssertion } from './assertion-count';

type Call = (this: unknown, ...given: unknown[]) => unknown;
interface Loader {
  _load: (request: string, ...rest: readonly unknown[]) => unknown;
}

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

/** In this process, for good. */
export function countAssertions(): void {
  const [plain, strict] = [counted(assert), counted(assert.strict)];
  const replaced = new Map<string, unknown>([
    ['assert', plain],
    ['node:assert', plain],
    ['assert/strict', strict],
    ['node:assert/strict', strict],
  ]);
  const loader = Module as unknown as Loader;
  const load = loader._load.bind(loader);
  loader._load = (request, ...rest) => replaced.get(request) ?? load(request, ...rest);
}
