import { describe, it } from 'node:test';
import { expect } from 'expect';
import { infoOfQuestion, type AskedQuestion } from './asked-question';

const asked = (question: Partial<AskedQuestion>): object => {
  const { verb, apiGroup, resource, subresource, name, namespace } = infoOfQuestion(
    { verb: 'get', called: 'pods', subresource: '', name: '', namespace: 'foo', ...question },
    '1.36',
  );
  return { verb, apiGroup, resource, subresource, name, namespace };
};

describe('a question that no request asks', () => {
  it('names a resource as the server knows it, or by its group', () => {
    const known = { group: 'rbac.authorization.k8s.io', name: 'clusterroles', namespaced: false };
    expect(asked({ verb: 'bind', called: 'clusterrole', known, name: 'view' })).toEqual({
      verb: 'bind',
      apiGroup: 'rbac.authorization.k8s.io',
      resource: 'clusterroles',
      subresource: '',
      name: 'view',
      namespace: '',
    });
    expect(asked({ verb: 'start', called: 'workspaces.kubeflow.org' })).toMatchObject({ apiGroup: 'kubeflow.org', resource: 'workspaces', namespace: 'foo' });
    expect(asked({ verb: 'impersonate', called: 'users' })).toMatchObject({ apiGroup: '', resource: 'users', namespace: '' });
    expect(() => asked({ verb: 'start', called: 'workspaces' })).toThrow('Name a custom resource with its group');
  });

  it('has no verb that is misspelt, of which every answer would be no', () => {
    expect(() => asked({ verb: 'lst' })).toThrow('No server asks for the verb "lst" in a group of Kubernetes: use one of get, list,');
    expect(asked({ verb: 'impersonate-on:serviceaccount:get', called: 'secrets' })).toMatchObject({ resource: 'secrets' });
    expect(asked({ verb: 'lst', called: 'widgets.example.com' })).toMatchObject({ verb: 'lst' });
  });
});
