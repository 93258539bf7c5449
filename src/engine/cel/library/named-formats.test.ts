import { describe, it } from 'node:test';
import { expect } from 'expect';
import { expressionRules } from '../recorded-expressions.fixture';

const RULES = expressionRules({
  "format.dns1035Label().validate('1a').value()": 'a label of RFC 1035 begins with a letter',
  "format.labelValue().validate('-a').value()[0]": 'the value of a label begins with a letter or a digit',
  "format.uuid().validate('x').value()": 'a UUID has its form',
  "format.datetime().validate('2020-01-01T00:00:00Z').hasValue()": 'a time is a datetime',
  "format.byte().validate('aGk=').hasValue()": 'base64 is bytes',
  'format.nope()': 'a format is one that is known',
  "format.uri().validate('nope').value()": 'a URI has a scheme or a path',
  "format.named('dns1123Label').value().validate('a.b').value()": 'a format may be asked for by its name',
});

describe('named formats', () => {
  for (const { rule, recorded, answered } of RULES) it(rule, () => expect(answered()).toEqual(recorded));
});
