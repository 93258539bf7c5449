import { describe, it } from 'node:test';
import { expect } from 'expect';
import { catalogOf } from '../../../catalog/catalog';
import { PatchError } from './element-order';
import { atOnce } from '../../../golang/turns';
import { strategicMerge } from './strategic-merge';

const pod = catalogOf('1.20').types.typeOf('core/v1.PodSpec');
const containers = (...names: readonly string[]) => names.map((name) => ({ name, image: 'i' }));
const merge = (original: Parameters<typeof strategicMerge>[0], patch: Parameters<typeof strategicMerge>[1]): unknown =>
  atOnce(strategicMerge(original, patch, pod, true));

describe('strategic merge patch', () => {
  it('merges containers by name and puts new ones first', () => {
    expect(
      merge(
        { containers: containers('a') },
        {
          containers: [
            { name: 'a', image: 'j' },
            { name: 'b', image: 'k' },
          ],
        },
      ),
    ).toEqual({
      containers: [
        { name: 'a', image: 'j' },
        { name: 'b', image: 'k' },
      ],
    });
  });

  it('deletes an element by its key', () => {
    expect(merge({ containers: containers('a', 'b') }, { containers: [{ name: 'a', $patch: 'delete' }] })).toEqual({ containers: containers('b') });
  });

  it('replaces a list that says so', () => {
    expect(merge({ containers: containers('a', 'b') }, { containers: [{ $patch: 'replace' }, { name: 'c', image: 'i' }] })).toEqual({
      containers: containers('c'),
    });
  });

  it('orders a list as the patch says', () => {
    expect(merge({ containers: containers('a', 'b') }, { '$setElementOrder/containers': [{ name: 'b' }, { name: 'a' }] })).toEqual({
      containers: containers('b', 'a'),
    });
  });

  it('replaces lists that have no merge strategy', () => {
    expect(merge({ tolerations: [{ key: 'a' }] }, { tolerations: [{ key: 'b' }] })).toEqual({ tolerations: [{ key: 'b' }] });
  });

  it('keeps only the listed keys', () => {
    expect(merge({ volumes: [{ name: 'v', emptyDir: {} }] }, { volumes: [{ name: 'v', hostPath: { path: '/' }, $retainKeys: ['name', 'hostPath'] }] })).toEqual(
      {
        volumes: [{ name: 'v', hostPath: { path: '/' } }],
      },
    );
  });

  it('merges a new element that comes twice', () => {
    expect(
      merge(
        { containers: containers('a') },
        {
          containers: [
            { name: 'b', image: 'x' },
            { name: 'b', image: 'i' },
          ],
        },
      ),
    ).toEqual({
      containers: containers('b', 'a'),
    });
  });

  it('refuses an element without its key', () => {
    expect(() => merge({ containers: containers('a') }, { containers: [{ image: 'x' }] })).toThrow(
      new PatchError('map: map[image:x] does not contain declared merge key: name'),
    );
  });
});
