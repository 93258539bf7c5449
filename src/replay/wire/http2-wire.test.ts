/** What real servers answer frame by frame, asked of ours: testdata/wire-http2, which scripts/wire/record.ts writes. */
import { test } from 'node:test';
import { expect } from 'expect';
import { exchangeFrames, type Http2Recording } from './http2-exchange';
import { describeRecorded } from './recorded-servers';

const ACK = '0 SETTINGS ACK';

/** Acknowledgements last, as a real server sends them in one turn or another, and several as one. */
const ordered = (answer: readonly string[]): readonly string[] => [...answer.filter((line) => line !== ACK), ...(answer.includes(ACK) ? [ACK] : [])];

describeRecorded<Http2Recording>({ folder: 'wire-http2', what: 'frames', concurrency: 24 }, ({ cases, last }, address) => {
  for (const recorded of cases)
    test(recorded.name, async () => {
      const { hostname, port } = address();
      const answer = await exchangeFrames(hostname, port, recorded, { last: Buffer.from(last, 'hex') });
      expect(recorded.answers.map(ordered)).toContainEqual(ordered(answer));
    });
});
