import { describe, it } from 'node:test';
import { expect } from 'expect';
import { embedded } from '../targets/embedded';
import { openAlone } from '../targets/target-alone';
import type { Requester, Target, TargetRequest } from '../targets/target';
import { explain, explanationInFull } from './explanation';

const administrator: Requester = { kind: 'administrator' };
const SERVICES = '/api/v1/namespaces/foo/services';

async function create(target: Target, path: string, body: object): Promise<string> {
  const { status, body: answer } = await target.send({ as: administrator, method: 'POST', path, body });
  if (status !== 201) throw new Error(String(answer));
  return String(answer);
}

/** ServiceAccounts of foo may list services there. */
async function arranged(target: Target): Promise<void> {
  const [RBAC, metadata] = ['rbac.authorization.k8s.io', { name: 'reader', namespace: 'foo' }];
  await create(target, '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'foo' } });
  await create(target, `/apis/${RBAC}/v1/namespaces/foo/roles`, {
    apiVersion: `${RBAC}/v1`,
    kind: 'Role',
    metadata,
    rules: [{ verbs: ['list'], apiGroups: [''], resources: ['services'] }],
  });
  await create(target, `/apis/${RBAC}/v1/namespaces/foo/rolebindings`, {
    apiVersion: `${RBAC}/v1`,
    kind: 'RoleBinding',
    metadata,
    subjects: [{ kind: 'Group', name: 'system:serviceaccounts:foo', apiGroup: RBAC }],
    roleRef: { apiGroup: RBAC, kind: 'Role', name: 'reader' },
  });
}

const ALLOWED = 'RBAC: allowed by RoleBinding "reader/foo" of Role "reader" to Group "system:serviceaccounts:foo"';
const MISSED =
  '- RoleBinding "reader/foo" of Role "reader" allows this, but lacks the subject "system:serviceaccount:bar:default": ' +
  'it has Group "system:serviceaccounts:foo"; the ServiceAccount is of the namespace "bar" instead of "foo"';

async function using(use: (target: Target) => Promise<void>): Promise<void> {
  const target = await openAlone(embedded, {});
  try {
    await arranged(target);
    await use(target);
  } finally {
    await target.close();
  }
}
const said = async (target: Target, as: Requester, headers?: TargetRequest['headers']): Promise<string> =>
  explanationInFull(await explain(target, { as, method: 'GET', path: SERVICES, ...(headers && { headers }) }));

/** The same server, which cannot be asked why. */
const silent = (target: Target): Target => ({
  kubernetesVersion: target.kubernetesVersion,
  server: target.server,
  send: (request) => target.send(request),
  kubeconfig: (requester) => target.kubeconfig(requester),
  close: () => target.close(),
});

describe('the explanation of a request', () => {
  it('is about whom the requester impersonates, with the groups that the server gives them', () =>
    using(async (target) => {
      expect(await said(target, administrator, { 'Impersonate-User': 'system:serviceaccount:foo:default' })).toContain(ALLOWED);
      expect(await said(target, administrator, { 'Impersonate-User': 'system:serviceaccount:bar:default' })).toContain(MISSED);
    }));

  it('is about the holder of a token', () =>
    using(async (target) => {
      const review = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { audiences: ['https://kubernetes.default.svc'] } };
      const made = await create(target, '/api/v1/namespaces/foo/serviceaccounts/default/token', review);
      const { token } = (JSON.parse(made) as { readonly status: { readonly token: string } }).status;
      expect(await said(target, { kind: 'token', token })).toContain(ALLOWED);
      expect(await said(target, { kind: 'token', token: 'unknown' })).toBe('unknown: the server did not recognise who asked');
    }));

  it('of a server that cannot be asked why comes from the roles and bindings that its API lists', () =>
    using(async (target) => {
      const refused = await said(silent(target), { kind: 'serviceAccount', namespace: 'bar', name: 'default' });
      expect(refused.split('\n')[0]).toBe('nothing allows this');
      expect(refused).toContain(MISSED);
      expect(await said(silent(target), { kind: 'serviceAccount', namespace: 'foo', name: 'default' })).toBe(ALLOWED);
    }));
});
