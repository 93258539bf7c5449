/** What real servers answer byte by byte, asked of ours: testdata/wire, which scripts/wire/record.ts writes. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { expect } from 'expect';
import { listen, type Listener } from '../../targets/listener';
import { versionOf } from '../../engine/versions';
import { startServer, type ReplayServer } from '../server';
import { exchangeBytes, type WireRecording } from './exchange';

const FOLDER = path.join(__dirname, '..', '..', '..', 'testdata', 'wire');

for (const file of readdirSync(FOLDER)) {
  const { cases, recordedFrom } = JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')) as WireRecording;
  const name = path.basename(file, '.json');
  describe(`bytes of ${name}`, { concurrency: 8 }, () => {
    let server: ReplayServer;
    let listener: Listener;
    before(async () => {
      server = await startServer({ name: file, recordedFrom, server: {}, exchanges: [] });
      listener = await listen({ handle: (request) => server.send(request) }, versionOf(name));
    });
    after(async () => {
      await listener.close();
      server.close();
    });
    for (const wireCase of cases)
      test(wireCase.name, async () => {
        const { hostname, port } = new URL(listener.url);
        expect(wireCase.answers).toContain(await exchangeBytes(hostname, Number(port), wireCase));
      });
  });
}
