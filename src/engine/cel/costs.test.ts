/** What expressions cost when they run, as cel-go 0.29 counts it in the environment of apiserver 1.37. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import { expect } from 'expect';
import { versionOf } from '../versions';
import { mustCompile } from './compile';
import { baseEnvironment } from './environment';
import { fromJson } from './values/json';

const read = (name: string): unknown => JSON.parse(readFileSync(path.join(__dirname, '../../../testdata/cel', name), 'utf8'));
const costs = read('costs-1.37.json') as Readonly<Record<string, number>>;
const { object } = read('policies-1.37.json') as { readonly object: object };
const environment = baseEnvironment(versionOf('1.37'), 'stored').extend({ variables: { object: 'dyn' } });

for (const [expression, cost] of Object.entries(costs))
  it(expression, () => expect(mustCompile(environment, expression).evaluate({ object: fromJson(object) }).cost).toBe(cost));
