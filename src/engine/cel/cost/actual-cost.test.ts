/** What expressions cost when they run, as cel-go 0.29 counts it in the environment of apiserver 1.37 (testdata/cel/costs-1.37.json). */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { own } from '../../golang/map';
import { versionOf } from '../../versions';
import { mustCompile } from '../compile';
import { baseEnvironment } from '../environment';
import { fromJson } from '../values/json';

const read = (name: string): unknown => JSON.parse(readFileSync(path.join(__dirname, '../../../../testdata/cel', name), 'utf8'));
const costs = read('costs-1.37.json') as Readonly<Record<string, number>>;
const { object } = read('policies-1.37.json') as { readonly object: object };
const environment = baseEnvironment(versionOf('1.37'), 'stored').extend({ variables: { object: 'dyn' } });

const RULES = {
  'true || object.nope': 'what decides at once costs nothing more',
  '1 + 9223372036854775807': 'a call costs one',
  'type(object.spec.replicas) == int': 'a variable and each field after it cost one',
  '[1, 2].map(x, [x, x])': 'each list that is made costs ten',
  'sets.contains([1, 2], [2])': 'a set costs one for each pair of elements',
  "['b', 'a'].sortBy(x, x)": 'sorting by texts costs more than by numbers',
  '[3, 1, 2].sort()': 'sorting costs twice the square of the size, and a list that is made',
  '[1, 1, 2].distinct()': 'so does finding distinct elements',
  'lists.range(30).distinct().size()': 'the square of a long list is much',
  '[[1],[2]].flatten()': 'a flattened list is one that is made',
  "ip('1.2.3.4') in [ip('1.2.3.4')]": 'looking into a list costs one for each element',
  "cidr('192.168.0.0/24').containsIP('192.168.0.1')": 'a range costs by its size and by that of the address',
  "cidr('192.168.0.0/24').containsCIDR('192.168.0.0/25')": 'a range in another costs one more',
  "'abc'.matches('(?<x>a)bc')": 'a regular expression costs a quarter of its length',
  "'a' + object.metadata.name + 'b'": 'texts that are joined cost a tenth of their lengths',
  'object.metadata.labels == object.metadata.annotations': 'a comparison costs a tenth of the smaller size, rounded up',
} as const satisfies Readonly<Record<string, string>>;

describe('costs of calls', () => {
  for (const [expression, rule] of Object.entries(RULES))
    it(rule, () => expect(mustCompile(environment, expression).evaluate({ object: fromJson(object) }).cost).toBe(own(costs, expression)));
});
