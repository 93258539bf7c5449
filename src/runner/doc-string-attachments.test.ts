import { it } from 'node:test';
import type { Envelope } from '@cucumber/messages';
import { expect } from 'expect';
import { withDocStrings } from './doc-string-attachments';

it('the text of a step is attached to it, for each scenario that has the step', () => {
  const step = (id: string, argument?: object): object => ({ id, text: 'it says:', astNodeIds: [], ...(argument && { argument }) });
  const envelopes = [
    { pickle: { id: 'p', steps: [step('s1', { docString: { content: 'forbidden' } }), step('s2')] } },
    {
      testCase: {
        id: 'c',
        pickleId: 'p',
        testSteps: [
          { id: 't0', hookId: 'h' },
          { id: 't1', pickleStepId: 's1' },
          { id: 't2', pickleStepId: 's2' },
        ],
      },
    },
    ...['t0', 't1', 't2'].map((testStepId) => ({ testStepStarted: { testCaseStartedId: 'a', testStepId } })),
  ] as unknown as readonly Envelope[];
  expect(withDocStrings(envelopes)).toEqual([
    ...envelopes.slice(0, 4),
    {
      attachment: {
        testCaseStartedId: 'a',
        testStepId: 't1',
        body: 'forbidden',
        contentEncoding: 'IDENTITY',
        mediaType: 'text/plain',
        fileName: 'text of the step',
      },
    },
    ...envelopes.slice(4),
  ]);
});
