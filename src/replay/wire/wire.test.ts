/** What real servers answer byte by byte, asked of ours: testdata/wire, which scripts/wire/record.ts writes. */
import { test } from 'node:test';
import { expect } from 'expect';
import { exchangeBytes, type WireRecording } from './exchange';
import { describeRecorded } from './recorded-servers';

describeRecorded<WireRecording>({ folder: 'wire', what: 'bytes', concurrency: 8 }, ({ cases }, address) => {
  for (const wireCase of cases)
    test(wireCase.name, async () => {
      const { hostname, port } = address();
      expect(wireCase.answers).toContain(await exchangeBytes(hostname, port, wireCase));
    });
});
