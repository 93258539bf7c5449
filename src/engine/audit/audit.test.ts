/** Events of the audit log of a real server (testdata/audit) that show what each file here does. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { own } from '../golang/map';
import { auditScripts } from '../../../scripts/audit/cases';
import { maskedEvent, type Recorded, type RecordedAsk } from '../../../scripts/audit/masked-event';
import { writtenBy } from '../../../scripts/audit/written-by-ours';

const VERSION = '1.37';
const RECORDED = JSON.parse(readFileSync(path.join(__dirname, '..', '..', '..', 'testdata', 'audit', `${VERSION}.json`), 'utf8')) as Recorded;

/** By script, the rule that each of its requests shows. */
const RULES: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  verbs: {
    0: 'event.ts: an event at each stage, with the object that was sent and the one that was answered',
    5: 'status-of-object.ts: a conflict is the status of the answer',
    10: 'audited-request.ts: a body that cannot be read is not in the event',
    20: 'event.ts: a list is in the event as it is answered',
    33: 'audited-request.ts: a refusal has the decision and its reason',
  },
  heads: {
    2: 'audited-request.ts: a path that there is not has the status of the answer',
    16: 'request-uri.ts: the URI is as it was sent',
    27: 'failed-authentication.ts: a client that is not let in has one event without a user',
    34: 'source-ips.ts: the addresses of proxies come first, then the one of the connection',
    36: 'source-ips.ts: the address of X-Real-Ip counts where it is the only one',
  },
  metadata: {
    1: 'event.ts: at the level Metadata there are no objects',
    11: 'when-read.ts: a watch has an event when it begins, and one when it ends',
  },
  request: { 1: 'event.ts: at the level Request there is the object that was sent' },
  'without-managed-fields': { 1: 'without-managed-fields.ts: owners of fields are left out where the policy says so' },
  truncated: { 1: 'truncated.ts: an event that is too long loses its objects' },
};

describe('events of the audit log', () => {
  for (const [name, rules] of Object.entries(RULES)) {
    const script = auditScripts.find((candidate) => candidate.name === name);
    if (script === undefined) throw new Error(`no script ${name}`);
    let written: Promise<readonly RecordedAsk[]> | undefined;
    for (const [at, rule] of Object.entries(rules))
      it(rule, async () => {
        const recorded = own(RECORDED, name)?.[Number(at)];
        if (recorded === undefined) throw new Error(`${name} has no request ${at}.`);
        expect((await (written ??= writtenBy(VERSION, script)))[Number(at)]).toEqual({ ...recorded, events: recorded.events.map(maskedEvent) });
      });
  }
});
