/**
 * What ours writes into the audit log is what a real server of the version wrote of the same requests (testdata/audit), event by event
 * and byte for byte but for times and ids.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { own, table } from '../../src/engine/golang/map';
import { VERSIONS } from '../../src/engine/versions';
import { auditScripts } from './cases';
import { maskedEvent, type Recorded } from './masked-event';
import { OTHERWISE } from './otherwise';
import { writtenBy } from './written-by-ours';

const FOLDER = path.join(__dirname, '..', '..', 'testdata', 'audit');

for (const version of VERSIONS) {
  const recorded = JSON.parse(readFileSync(path.join(FOLDER, `${version}.json`), 'utf8')) as Recorded;
  describe(`the audit log of ${version}`, () => {
    for (const [name, expected] of Object.entries(recorded))
      it(name, async () => {
        const script = auditScripts.find((candidate) => candidate.name === name);
        if (script === undefined) throw new Error(`no script ${name}`);
        const known = own(OTHERWISE, version) ?? table({});
        const written = await writtenBy(version, script);
        for (const [at, recordedAsk] of expected.entries()) {
          const exchange = { ...recordedAsk, events: recordedAsk.events.map(maskedEvent) };
          if (own(known, `${name}: ${exchange.ask}`) === undefined) expect(written[at]).toEqual(exchange);
          else expect(written[at]).not.toEqual(exchange);
        }
      });
  });
}
