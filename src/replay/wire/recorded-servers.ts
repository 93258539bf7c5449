/** Tests that ask our server over HTTPS what real servers were recorded to answer, a suite for each file of recordings. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe } from 'node:test';
import { versionOf } from '../../engine/versions';
import { PACKAGE_ROOT } from '../../package-root';
import { ClientAuthority } from '../../targets/client-authority';
import { listen, type Listener } from '../../targets/listener';
import { ReplaySession } from '../replay-session';
import { startServer, type ReplayServer } from '../server';

const TESTDATA = path.join(PACKAGE_ROOT, 'testdata');

interface Suite {
  /** Of testdata. */
  readonly folder: string;
  /** What is compared, for example bytes; the name of a suite is `bytes of 1.36`. */
  readonly what: string;
  readonly concurrency: number;
}

/** `address` may be called once the tests run. */
export type Tests<R> = (recording: R, address: () => { readonly hostname: string; readonly port: number }) => void;

export function describeRecorded<R extends { readonly recordedFrom: string }>({ folder, what, concurrency }: Suite, tests: Tests<R>): void {
  for (const file of readdirSync(path.join(TESTDATA, folder))) {
    const recording = JSON.parse(readFileSync(path.join(TESTDATA, folder, file), 'utf8')) as R;
    const name = path.basename(file, '.json');
    void describe(`${what} of ${name}`, { concurrency }, () => {
      let server: ReplayServer;
      let listener: Listener;
      let authority: ClientAuthority;
      before(async () => {
        server = await startServer(new ReplaySession(), { name: file, recordedFrom: recording.recordedFrom, server: {}, exchanges: [] });
        authority = await ClientAuthority.create();
        listener = await listen({ handle: (request) => server.send(request) }, versionOf(name), authority);
      });
      after(async () => {
        await listener.close();
        await server.close();
        authority.close();
      });
      tests(recording, () => {
        const { hostname, port } = new URL(listener.url);
        return { hostname, port: Number(port) };
      });
    });
  }
}
