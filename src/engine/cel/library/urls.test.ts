import { describe, it } from 'node:test';
import { expect } from 'expect';
import { expressionRules } from '../recorded-expressions.fixture';

const RULES = expressionRules({
  "url('nope')": 'a URL has a scheme or a path',
  "isURL('/path')": 'a path is a URL',
  "url('/a b').getEscapedPath()": 'a space in a path is escaped',
  "url('https://a/%7Eb').getEscapedPath()": 'what is escaped stays so',
  "url('https://a/%zz')": 'an escape is hexadecimal',
  "url('http://a:x/')": 'a port is a number',
  "url('https://user@a/').getHost()": 'a user is not a part of the host',
  "url('http://[fe80::1%25en0]/').getHostname()": 'a zone of an address is decoded',
  "url('https://a?x=1&y&x=2').getQuery()": 'a query has all values of a name',
  "url('https://u:p@a/?x=%zz').getQuery()": 'what cannot be decoded of a query is left out',
});

describe('addresses of the web', () => {
  for (const { rule, recorded, answered } of RULES) it(rule, () => expect(answered()).toEqual(recorded));
});
