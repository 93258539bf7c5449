import { describe, it } from 'node:test';
import { expect } from 'expect';
import { expressionRules } from '../recorded-expressions.fixture';

const RULES = expressionRules({
  "cidr('10.0.0.0/33')": 'a prefix is not longer than an address',
  "isCIDR('10.0.0.0')": 'a range has a prefix',
  "cidr('10.0.0.0/8').containsIP('10.1.2.3')": 'a range contains what begins like it',
  "cidr('10.0.0.0/8').containsIP(ip('11.1.2.3'))": 'it does not contain another',
  "cidr('192.168.1.0/24').containsCIDR('192.168.1.128/25')": 'it contains a smaller range',
  "string(cidr('1.2.3.4/24'))": 'a range keeps its address',
  "string(cidr('1.2.3.4/24').masked())": 'a mask takes away the rest',
  "cidr('::ffff:1.2.3.4/100')": 'an IPv4 range is not written as IPv6',
});

describe('ranges of addresses', () => {
  for (const { rule, recorded, answered } of RULES) it(rule, () => expect(answered()).toEqual(recorded));
});
