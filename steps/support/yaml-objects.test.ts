import { describe, it } from 'node:test';
import { expect } from 'expect';
import { objectsIn } from './yaml-objects';

describe('objectsIn', () => {
  it('reads the documents of a text and leaves out empty ones', () => {
    const text = 'apiVersion: v1\nkind: Secret\nmetadata: {name: a}\n---\n# nothing\n---\napiVersion: v1\nkind: Pod\n';
    expect(objectsIn(text, 'a.yaml').map(({ kind, metadata }) => [kind, metadata.name])).toEqual([
      ['Secret', 'a'],
      ['Pod', undefined],
    ]);
  });

  it('expands a List, and a list of one kind', () => {
    const list =
      'apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Pod, metadata: {name: a}}\n- {apiVersion: v1, kind: Secret, metadata: {name: b}}\n';
    const bindings = 'apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBindingList\nitems:\n- metadata: {name: c}\n';
    expect(
      [...objectsIn(list, 'a.yaml'), ...objectsIn(bindings, 'a.yaml')].map(({ kind, apiVersion, metadata }) => `${apiVersion} ${kind} ${metadata.name ?? ''}`),
    ).toEqual(['v1 Pod a', 'v1 Secret b', 'rbac.authorization.k8s.io/v1 RoleBinding c']);
  });

  const refused: readonly (readonly [string, string, string])[] = [
    ['text that is not YAML', 'apiVersion: v1\nkind: [', 'a.yaml, line 2: this is not YAML: unexpected end of the stream within a flow collection'],
    [
      'an object without apiVersion',
      'kind: Role\nmetadata: {name: x}',
      'a.yaml, line 1: the Role "x" has no apiVersion. For example: apiVersion: v1, kind: Secret',
    ],
    ['an object without kind', 'apiVersion: v1\n---\n\n\nmetadata: {}', 'a.yaml, line 1: the object has no kind. For example: apiVersion: v1, kind: Secret'],
    [
      'an item without kind',
      'apiVersion: v1\nkind: List\nitems: [{apiVersion: v1}]',
      'a.yaml, line 3: items[0]: the object has no kind. For example: apiVersion: v1, kind: Secret',
    ],
    ['what is not an object', '---\n- 3\n', 'a.yaml, line 2: [3] is not an object. A manifest has apiVersion, kind and metadata.'],
    ['metadata that is not an object', 'apiVersion: v1\nkind: Pod\nmetadata: x', 'a.yaml, line 1: the metadata of the Pod is "x". It has fields such as name.'],
    ['no object at all', '# nothing', 'a.yaml holds no object. Write one as YAML, with apiVersion and kind.'],
  ];
  for (const [what, text, message] of refused) it(`refuses ${what}, with its place`, () => expect(() => objectsIn(text, 'a.yaml')).toThrow(message));
});
