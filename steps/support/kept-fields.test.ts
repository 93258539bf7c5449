import { describe, it } from 'node:test';
import { expect } from 'expect';
import { fieldsNotKept } from './kept-fields';

describe('fieldsNotKept', () => {
  it('names the fields that the answer lacks', () => {
    const sent = { kind: 'Role', metadata: { name: 'a', labls: { x: 'y' } }, rule: [{ verbs: ['get'] }], rules: [{ verbs: ['get'], resorces: ['pods'] }] };
    const kept = { kind: 'Role', metadata: { name: 'a', uid: 'u' }, rules: [{ verbs: ['get'] }] };
    expect(fieldsNotKept(sent, kept)).toEqual(['.metadata.labls', '.rule', '.rules[0].resorces']);
  });

  it('leaves out what has no content, what has a place of its own, and values that were written in another way', () => {
    const sent = {
      metadata: { creationTimestamp: null },
      stringData: { a: 'b' },
      status: { phase: 'Active' },
      spec: { cpu: '1000m', paused: false, list: [] },
    };
    expect(fieldsNotKept(sent, { metadata: {}, data: { a: 'Yg==' }, spec: { cpu: '1' } })).toEqual([]);
  });
});
