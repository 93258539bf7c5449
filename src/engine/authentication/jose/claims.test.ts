import { describe, it } from 'node:test';
import { expect } from 'expect';
import { versionOf } from '../../versions';
import { boundClaims, claimsIn, unixSeconds } from './claims';
import { recordedError, VERSIONS, wasAccepted } from './recorded-tokens.fixture';

/** The name of a recorded token, the rule that it shows, and the claims in question. */
const RULES: readonly (readonly [name: string, rule: string, claims: string])[] = [
  ['exp "4102444800"', 'a time is a number', '{"exp":"4102444800"}'],
  ['exp true', 'a time is not a boolean', '{"exp":true}'],
  ['exp 1e400', 'a time fits into a float', '{"exp":1e400}'],
  ['exp null', 'newer versions know times that are null', '{"exp":null}'],
  ['exp 4.1024448e9', 'a time may be written with an exponent', '{"exp":4.1024448e9}'],
  ['warnafter that is a text', 'a time among the claims of Kubernetes is a number as well', '{"kubernetes.io":{"warnafter":"x"}}'],
  ['warnafter of null', 'it may be null in newer versions', '{"kubernetes.io":{"warnafter":null}}'],
  ['aud "https://kubernetes.default.svc"', 'an audience may be one text', '{"aud":"https://kubernetes.default.svc"}'],
  ['aud 5', 'an audience is not a number', '{"aud":5}'],
  ['aud null', 'an audience is not null', '{"aud":null}'],
  ['aud ["https://kubernetes.default.svc",null]', 'nor is one of several', '{"aud":["https://kubernetes.default.svc",null]}'],
  ['sub 5', 'a subject is a text', '{"sub":5}'],
  ['sub null', 'a subject of null is none', '{"sub":null}'],
  ['jti 5', 'the id of a token is a text', '{"jti":5}'],
  ['exp twice', 'no claim comes twice', '{"exp":4102444800,"exp":4102444800}'],
  ['an unknown claim twice', 'not even one that is not known', '{"x":1,"x":2}'],
  ['a claim twice inside of an unknown claim', 'what is inside of a claim that is not known does not matter', '{"x":{"a":1,"a":2}}'],
  ['exp in capitals', 'the case of the names of claims counts', '{"EXP":"x"}'],
  ['namespace twice', 'no claim of Kubernetes comes twice', '{"kubernetes.io":{"namespace":"a","namespace":"a"}}'],
  ['kubernetes.io that is a text', 'the claims of Kubernetes are an object', '{"kubernetes.io":"x"}'],
  ['an account that is a text', 'a ServiceAccount is named by an object', '{"kubernetes.io":{"serviceaccount":"reader"}}'],
  ['an account with a numeric uid', 'its uid is a text', '{"kubernetes.io":{"serviceaccount":{"uid":5}}}'],
  ['a pod of null', 'a Pod of null is none', '{"kubernetes.io":{"pod":null}}'],
  ['a pod that is a text', 'a Pod is named by an object', '{"kubernetes.io":{"pod":"x"}}'],
];

/** Why the claims cannot be read; '' where they can. */
function complaintAbout(claims: string, minor: string): string {
  const version = versionOf(minor);
  try {
    claimsIn(Buffer.from(claims), boundClaims(version), version);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('claims of tokens', () => {
  for (const [name, rule, claims] of RULES)
    it(rule, () => {
      for (const version of VERSIONS) {
        const complaint = complaintAbout(claims, version);
        expect({ version, isGood: complaint === '' }).toEqual({ version, isGood: wasAccepted(name, version) });
        expect(recordedError(name, version)).toContain(complaint);
      }
    });
});

describe('times of claims', () => {
  for (const [seconds, rule] of [
    ['4102444800.9', 'a part of a second is cut off'],
    ['-1', 'a time may be before 1970'],
    ['1e300', 'a time that does not fit is the first of all'],
    ['9223372036854775808', 'so is the first that does not fit'],
    ['9200000000000000000', 'a time that fits, counted from the year 1, is not'],
  ] as const)
    it(rule, () => {
      const isOver = unixSeconds(Number(seconds)) < Date.now() / 1000;
      expect(isOver ? 'service account token has expired' : '').toBe(
        /service account token has expired/.exec(recordedError(`exp ${seconds}`, '1.37'))?.[0] ?? '',
      );
    });
});
