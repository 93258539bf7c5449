import { describe, it } from 'node:test';
import { expect } from 'expect';
import { expressionRules } from '../recorded-expressions.fixture';

const RULES = expressionRules({
  "ip('1.2.3')": 'an address has four numbers',
  "ip('::ffff:c0a8:1')": 'an IPv4 address is not written as IPv6',
  "string(ip('2001:DB8::1'))": 'an address is written in lower case',
  "string(ip('0:0:0:0:0:0:0:1'))": 'an address is written short',
  "ip('255.255.255.255').isGlobalUnicast()": 'the address of all is not one of a host',
  "ip('127.0.0.1').isLoopback()": '127.0.0.1 is a loopback',
  "ip('ff02::1').isLinkLocalMulticast()": 'ff02 is of a link',
  "ip('::').family()": 'an address with colons is of the sixth family',
  "isIP('::ffff:1.2.3.4')": 'isIP refuses what ip refuses',
});

describe('addresses', () => {
  for (const { rule, recorded, answered } of RULES) it(rule, () => expect(answered()).toEqual(recorded));
});
