/** What a patch of a webhook is refused with: recordings of real servers, and gopkg.in/evanphx/json-patch.v4 patch.go. */
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { applyJsonPatch } from './json-patch';

const document = { data: { x: '1' }, list: ['a', 'b'] };

describe('the words of a JSON patch that does not fit', () => {
  for (const [operation, message] of [
    [{ op: 'remove', path: '/no/such/path' }, 'remove operation does not apply: doc is missing path: "/no/such/path": missing value'],
    [{ op: 'replace', path: '/nothing/there', value: 1 }, 'replace operation does not apply: doc is missing path: /nothing/there: missing value'],
    [{ op: 'remove', path: '/data/y' }, "error in remove for path: '/data/y': Unable to remove nonexistent key: y: missing value"],
    [{ op: 'add', path: '/list/9', value: 'c' }, "error in add for path: '/list/9': Unable to access invalid index: 9: invalid index referenced"],
    [
      { op: 'add', path: '/list/x', value: 'c' },
      `error in add for path: '/list/x': value was not a proper array index: 'x': strconv.Atoi: parsing "x": invalid syntax`,
    ],
    [{ op: 'replace', path: '/list/7', value: 'c' }, 'replace operation does not apply: doc is missing key: /list/7: missing value'],
    [{ op: 'move', from: '/data/y', path: '/data/z' }, "error in move for path: 'y': Unable to remove nonexistent key: y: missing value"],
    [{ op: 'copy', from: '/a/b', path: '/data/z' }, 'copy operation does not apply: doc is missing from path: /a/b: missing value'],
    [{ op: 'test', path: '/data/x', value: '2' }, 'testing value /data/x failed: test failed'],
    [{ op: 'add', value: '2' }, 'add operation failed to decode path: missing value'],
    [{ op: 'replace', value: '2' }, 'replace operation failed to decode path: operation missing path field: missing value'],
    [{ op: 'move', path: '/x' }, 'move operation failed to decode from: operation, missing from field: missing value'],
    [{ op: 'frob', path: '/x' }, 'Unexpected kind: frob'],
  ] as const)
    it(message, async () => {
      await expect(applyJsonPatch(document, [operation], true)).rejects.toThrow(new Error(message));
    });
});
