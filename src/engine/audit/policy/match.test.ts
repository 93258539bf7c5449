import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { expect } from 'expect';
import type { Identity } from '../../api/identity';
import { requestInfoOf } from '../../request-info/request-info';
import { versionOf } from '../../versions';
import { auditConfigOf } from './match';
import type { Policy, Stage } from './types';

interface RecordedAsk {
  /** Its number, who asked, the method and the path. */
  readonly ask: string;
  readonly events: readonly string[];
}
const RECORDED = path.join(__dirname, '..', '..', '..', '..', 'testdata', 'audit', '1.37.json');
const { matching } = JSON.parse(readFileSync(RECORDED, 'utf8')) as { readonly matching: readonly RecordedAsk[] };

/** The policy of the script `matching` of the recording (scripts/audit/cases.ts). */
const POLICY: Policy = {
  omitStages: ['RequestReceived'],
  rules: [
    { level: 'None', users: ['quiet'] },
    { level: 'Metadata', userGroups: ['operators', 'others'], verbs: ['get', 'list'] },
    { level: 'Request', resources: [{ group: '', resources: ['configmaps'], resourceNames: ['one', 'two'] }] },
    { level: 'RequestResponse', omitStages: ['ResponseComplete'], resources: [{ group: '', resources: ['pods/log', '*/status'] }] },
    { level: 'Metadata', namespaces: ['other', ''], resources: [{ group: '', resources: ['secrets', 'namespaces'] }, { group: 'apps' }] },
    { level: 'None', nonResourceURLs: ['/healthz*', '/version'] },
    { level: 'Metadata', nonResourceURLs: ['/api*'], omitStages: ['ResponseStarted'] },
    { level: 'Request', namespaces: ['shop'], verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'] },
    { level: 'None', resources: [{ group: '' }] },
    { level: 'Metadata', verbs: ['get'] },
  ],
};
const GROUPS = new Map([
  ['admin', 'system:masters'],
  ['ops', 'operators'],
]);

function userOf(name: string): Identity | undefined {
  if (name === 'anonymous') return undefined;
  return { name, uid: '', groups: [GROUPS.get(name) ?? '', 'system:authenticated'], extra: {} };
}

/** The level and the stage of the event that the policy leaves; nothing where it leaves none. */
function written(ask: string, stage: Stage): readonly string[] {
  const [, user = '', method = '', target = ''] = ask.split(' ');
  const { fieldSelector: _fields, labelSelector: _labels, ...info } = requestInfoOf({ method, target, headers: {} }, versionOf('1.37')).info;
  const { level, omitStages } = auditConfigOf(POLICY, { ...info, user: userOf(user) });
  return level === 'None' || omitStages.includes(stage) ? [] : [`${level} ${stage}`];
}

const RULES: readonly (readonly [ask: string, rule: string, stage?: Stage])[] = [
  ['2 quiet GET /api/v1/namespaces', 'a rule of users holds for them'],
  ['3 ops GET /api/v1/namespaces/shop/pods', 'a rule of groups and verbs holds for one of the groups that does one of the verbs'],
  ['5 ops DELETE /api/v1/namespaces/shop/configmaps/three', 'it does not hold for another verb'],
  ['9 admin GET /api/v1/namespaces/shop/configmaps/one', 'a rule of names holds for them'],
  ['10 admin GET /api/v1/namespaces/shop/configmaps/three', 'it does not hold for another name'],
  ['11 admin GET /api/v1/namespaces/shop/configmaps?fieldSelector=metadata.name%3Dtwo', 'it holds for a list of the one name'],
  ['12 admin GET /api/v1/namespaces/shop/pods/p/log', 'a rule of a subresource holds for it', 'ResponseStarted'],
  ['13 admin GET /api/v1/namespaces/shop/status', 'a star stands for every resource that has the subresource'],
  ['14 admin PATCH /apis/apps/v1/namespaces/shop/deployments/web/status', 'a rule of a group does not hold for another group'],
  ['15 admin GET /apis/apps/v1/namespaces/other/deployments', 'a rule of namespaces holds in them'],
  ['16 admin GET /apis/apps/v1/namespaces/shop/deployments', 'it does not hold in another namespace'],
  ['17 admin GET /apis/apps/v1/deployments', 'the namespace without a name is that of requests over all namespaces'],
  ['20 admin GET /api/v1/namespaces/shop/secrets', 'a group without resources is that of all of its resources'],
  ['22 admin GET /healthz/ping', 'a star at the end of a path stands for what begins so'],
  ['23 admin GET /version', 'a path without a star holds for itself'],
  ['24 admin GET /version/', 'a path without a star does not hold for what is below it'],
  ['27 admin GET /readyz', 'a rule of verbs holds for paths'],
  ['28 admin POST /readyz', 'a request that no rule holds for is not audited'],
  ['29 anonymous GET /readyz', 'a rule without users holds for a client that is not known', 'ResponseStarted'],
  ['30 anonymous GET /api', 'a rule leaves out its own stages beside those of the policy', 'ResponseStarted'],
];

describe('the rule of an audit policy that counts', () => {
  for (const [ask, rule, stage = 'ResponseComplete'] of RULES)
    it(rule, () => {
      const events = matching.find((recorded) => recorded.ask === ask)?.events.map((event) => JSON.parse(event) as { readonly level: string; stage: string });
      expect(written(ask, stage)).toEqual(events?.map((event) => `${event.level} ${event.stage}`));
    });
});
