import { describe, it } from 'node:test';
import { expect } from 'expect';
import { methodOfPathVerb, wireOf } from './verbs';

// The verbs are those of the verb table of https://kubernetes.io/docs/reference/access-authn-authz/authorization/
describe('a verb', () => {
  it('is the request from which the server derives it', () => {
    expect(wireOf('get', 'web', '')).toEqual({ method: 'GET', named: true });
    expect(wireOf('deletecollection', '', '')).toEqual({ method: 'DELETE', named: false });
  });

  it('get needs a name, list has none', () => {
    expect(() => wireOf('get', '', '')).toThrow('"get" needs a name');
    expect(() => wireOf('list', 'web', '')).toThrow('"list" has no name');
  });

  it('create under a subresource has the name of its parent', () => {
    expect(wireOf('create', 'default', 'token').method).toBe('POST');
    expect(() => wireOf('create', '', 'token')).toThrow('"create" needs a name');
  });

  it('of a path is its method in lower case', () => {
    expect(methodOfPathVerb('post')).toBe('POST');
    expect(() => methodOfPathVerb('list')).toThrow('derives no verb "list"');
  });
});
