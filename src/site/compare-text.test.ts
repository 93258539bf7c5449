/** What two answers differ in, apart from what differs each time. */
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { sideBySide, withoutVolatile } from './compare-text';

const answer = (metadata: string, code = '403'): string =>
  `  ${code} Forbidden\n  Date: Mon, 30 Nov 2026 16:31:11 GMT\n  Content-Length: ${metadata.length}\n\n  {\n    "metadata": ${metadata}\n  }`;

describe('two answers side by side', () => {
  it('show nothing where only times, uids, resourceVersions and lengths differ', () => {
    const [one, other] = [
      '"uid": "7f0c3dba-8043-427f-8539-d82807bad5d6", "resourceVersion": "211", "at": "2026-11-30T16:31:15Z"',
      '"uid": "9839d8fb-fee0-41d0-b874-6fa77af5ec9e", "resourceVersion": "9", "at": "2026-12-01T00:00:00Z"',
    ];
    expect(sideBySide(answer(one), answer(other))).toEqual([]);
  });

  it('show each line that differs beside the other', () => {
    const changed = sideBySide(answer('{}'), answer('{"selfLink": "/x"}'))?.filter(({ kind }) => kind !== 'same' && kind !== 'gap');
    expect(changed).toEqual([{ left: '    "metadata": {}', right: '    "metadata": {"selfLink": "/x"}', kind: 'changed' }]);
  });

  it('show a line that only one of them has', () => {
    expect(sideBySide('a\nb\nc', 'a\nc')?.filter(({ kind }) => kind !== 'same')).toEqual([{ left: 'b', right: '', kind: 'left' }]);
    expect(sideBySide('a\nc', 'a\nb\nc')?.filter(({ kind }) => kind !== 'same')).toEqual([{ left: '', right: 'b', kind: 'right' }]);
  });

  it('are not compared line by line when they are two different things', () => {
    const lines = (word: string): string => Array.from({ length: 5_000 }, (_, at) => `${word} ${at}`).join('\n');
    expect(sideBySide(lines('a'), lines('b'))).toBeUndefined();
  });

  it('keep a few lines around, and name what is left out', () => {
    const rows = sideBySide('1\n2\n3\n4\n5\nx', '1\n2\n3\n4\n5\ny');
    expect(rows?.map(({ left, kind }) => [left, kind])).toEqual([
      ['⋯', 'gap'],
      ['4', 'same'],
      ['5', 'same'],
      ['x', 'changed'],
    ]);
  });
});

describe('a text without what is another one each time', () => {
  it('keeps the version of a group, which looks like none of it', () => {
    expect(withoutVolatile('"apiVersion": "rbac.authorization.k8s.io/v1"')).toBe('"apiVersion": "rbac.authorization.k8s.io/v1"');
  });
});
