import { describe, it } from 'node:test';
import { expect } from 'expect';
import { certificateRules } from './recorded-certificates.fixture';

const RULES = certificateRules({
  'signed by a root': 'a certificate that a root has signed is trusted',
  'signed by an unknown root': 'a certificate that another root has signed is not',
  'signed by an impostor of a root': 'the name of a root without its key is not enough',
  'without the intermediate': 'what is between the certificate and the root has to be sent along',
  'the root itself': 'a root is trusted itself',
  'self-signed': 'a certificate that has signed itself is not',
  expired: 'a certificate is not trusted after its time',
  'to come': 'a certificate is not trusted before its time',
  'its own critical extension': 'a critical extension that is not known refuses',
  'its own unknown extension': 'another extension that is not known does not',
  'for servers': 'a certificate for servers is not for clients',
  'for servers and clients': 'a certificate for both is for clients',
  'for everything': 'a certificate for any usage is for clients',
  'for nothing': 'a certificate without extended key usages is for clients',
  'over an intermediate for servers': 'the usages of an intermediate count as well',
  'directly below the root forServers': 'the usages of a root count as well',
});

describe('whether roots vouch for a client', () => {
  for (const { rule, recorded, answered } of RULES) it(rule, async () => expect(await answered()).toEqual(recorded));
});
