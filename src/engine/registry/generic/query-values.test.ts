/** Ports of a port forwarding, as a kube-apiserver 1.20.2 answered to them. */
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { portValues } from './query-values';

const ports = (query: string): readonly number[] | undefined => portValues(new URLSearchParams(query), 'ports');

describe('the ports of a port forwarding', () => {
  it('are those of all parameters, and of those with commas', () => {
    expect(ports('ports=80,81&ports=82')).toEqual([80, 81, 82]);
    expect(ports('')).toBeUndefined();
  });

  for (const [query, why] of [
    ['ports=x0', '"x0": invalid syntax'],
    ['ports=80,', '"": invalid syntax'],
    ['ports=99999', '"99999": value out of range'],
    ['ports=-1', '"-1": invalid syntax'],
    ['ports=80&ports=a', '"a": invalid syntax'],
  ] as const)
    it(`are refused: ${query}`, () => expect(() => ports(query)).toThrow(`cannot convert to []int32: strconv.ParseUint: parsing ${why}`));
});
