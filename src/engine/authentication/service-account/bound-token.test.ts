import { test } from 'node:test';
import { expect } from 'expect';
import type { Storage } from '../../api/storage';
import type { BoundObject } from '../../api/tokens';
import { optionsFor } from '../../options/parse';
import { MemoryStorage } from '../../storage/memory-storage';
import { createAuthentication } from '../authentication';
import { createServiceAccountTokens } from './token-generator';

const ACCOUNTS = { group: '', resource: 'serviceaccounts' };
const PODS = { group: '', resource: 'pods' };
const ISSUER = 'https://kubernetes.default.svc';
const pod: BoundObject = { kind: 'Pod', name: 'p', uid: 'pod-uid' };

interface Wish {
  readonly version?: string;
  readonly audiences?: readonly string[];
  readonly lifetime?: number;
  readonly boundTo?: BoundObject;
}

/** What TokenReview finds of a token that was just made, after `change`. */
async function reviewed({ version = '1.36', audiences = [ISSUER], lifetime = 3600, boundTo }: Wish, change: (storage: Storage) => void = () => undefined) {
  const options = optionsFor({ kubernetesVersion: version, flags: { 'authorization-mode': 'RBAC' } });
  const storage = MemoryStorage.empty();
  storage.put(ACCOUNTS, { metadata: { name: 'sa1', namespace: 'ns1', uid: 'sa-uid' } });
  storage.put(PODS, { metadata: { name: 'p', namespace: 'ns1', uid: 'pod-uid' } });
  const tokens = createServiceAccountTokens(options);
  const now = Math.floor(Date.now() / 1000);
  const token = await tokens.issue({
    namespace: 'ns1',
    name: 'sa1',
    uid: 'sa-uid',
    audiences,
    issuedAt: now,
    expiresAt: now + lifetime,
    ...(boundTo && { boundTo }),
  });
  change(storage);
  return createAuthentication(options, storage, tokens).review(token, tokens.audiences);
}

test('a token is its ServiceAccount, whose groups are fixed', async () => {
  const groups = ['system:serviceaccounts', 'system:serviceaccounts:ns1', 'system:authenticated'];
  expect(await reviewed({ version: '1.20' })).toEqual({
    user: { name: 'system:serviceaccount:ns1:sa1', uid: 'sa-uid', groups, extra: {} },
    audiences: [ISSUER],
  });
});
test('newer versions say which token and which pod it was', async () => {
  expect((await reviewed({ boundTo: pod }))?.user.extra).toEqual({
    'authentication.kubernetes.io/credential-id': [expect.stringMatching(/^JTI=[0-9a-f-]{36}$/)],
    'authentication.kubernetes.io/pod-name': ['p'],
    'authentication.kubernetes.io/pod-uid': ['pod-uid'],
  });
});

const REFUSALS: readonly (readonly [title: string, wish: Wish, change: (storage: Storage) => void, messages: Readonly<Record<string, string>>])[] = [
  [
    'another audience',
    { audiences: ['other'] },
    () => undefined,
    {
      '1.20': `token audiences ["other"] is invalid for the target audiences ["${ISSUER}"]`,
      '1.36': `token audiences ["other"] is invalid for the target audiences ["${ISSUER}"]`,
    },
  ],
  ['too old', { lifetime: -120 }, () => undefined, { '1.20': 'Token has expired.', '1.36': 'service account token has expired' }],
  [
    'a deleted account',
    {},
    (storage) => void storage.remove(ACCOUNTS, 'ns1', 'sa1'),
    { '1.20': 'serviceaccounts "sa1" not found', '1.36': 'serviceaccounts "sa1" not found' },
  ],
  [
    'an account made anew',
    {},
    (storage) => void storage.put(ACCOUNTS, { metadata: { name: 'sa1', namespace: 'ns1', uid: 'new' } }),
    { '1.20': 'ServiceAccount UID (new) does not match claim (sa-uid)', '1.36': 'service account UID (new) does not match claim (sa-uid)' },
  ],
  [
    'a deleted pod',
    { boundTo: pod },
    (storage) => void storage.remove(PODS, 'ns1', 'p'),
    { '1.20': 'Token has been invalidated', '1.36': 'service account token has been invalidated' },
  ],
  [
    'a pod made anew',
    { boundTo: pod },
    (storage) => void storage.put(PODS, { metadata: { name: 'p', namespace: 'ns1', uid: 'new' } }),
    { '1.20': 'Pod UID (new) does not match claim (pod-uid)', '1.36': 'pod UID (new) does not match service account pod ref claim (pod-uid)' },
  ],
];
for (const [title, wish, change, messages] of REFUSALS) {
  for (const [version, message] of Object.entries(messages)) {
    test(`refused in ${version}: ${title}`, async () => {
      await expect(reviewed({ ...wish, version }, change)).rejects.toThrow(`[invalid bearer token, ${message}]`);
    });
  }
}
