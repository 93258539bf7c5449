/** The same ClusterRoleBinding as a real server wrote it in both versions (recordings/1.20/rbac-escalation/old-versions). */
import path from 'node:path';
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { readRecording } from '../../../replay/recording';
import { versionOf } from '../../versions';
import type { Convertible } from './convertible';
import { roleBindings } from './role-bindings';

const { exchanges } = readRecording(path.join(__dirname, '../../../../testdata/recordings/1.20/rbac-escalation/old-versions.json'));
const answered = (id: number): Convertible => exchanges.find((exchange) => exchange.id === id)?.response.body as Convertible;
const sent = (id: number): Convertible => exchanges.find((exchange) => exchange.id === id)?.request.body as unknown as Convertible;
const conversion = roleBindings['rbac.authorization.k8s.io/v1alpha1 ClusterRoleBinding'];

/** Where it is empty, the group is left out of what is written. */
const subjects = (object: Convertible | undefined): unknown =>
  JSON.parse(JSON.stringify(object?.['subjects'], (key, value: unknown) => (key === 'apiGroup' && value === '' ? undefined : value)));

describe('subjects of the alpha version', () => {
  it('are of the group of their kind, and of none where they are ServiceAccounts', () =>
    expect(subjects(conversion?.toHub(answered(24)))).toEqual(subjects(answered(25))));
  it('name the version of the group, and v1 where they are ServiceAccounts', () =>
    expect(subjects(conversion?.fromHub(answered(25), versionOf('1.20')))).toEqual(subjects(answered(24))));
  it('called * are every client that is authenticated', () => expect(subjects(conversion?.toHub(sent(23)))).toEqual(subjects(answered(25))));
});
