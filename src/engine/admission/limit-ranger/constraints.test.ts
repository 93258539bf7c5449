/** Each complaint is a part of what a real server said to the pod or claim of the exchange (recordings/1.37/plugins/limit-ranger). */
import path from 'node:path';
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { readRecording } from '../../../replay/recording';
import type { Resources } from '../quantities';
import { maximumComplaint, maximumRequestComplaint, minimumComplaint, ratioComplaint, type Limit } from './constraints';

const { exchanges } = readRecording(path.join(__dirname, '../../../../testdata/recordings/1.37/plugins/limit-ranger.json'));
const answerTo = (id: number): { readonly status: number; readonly body: unknown } =>
  exchanges.find((exchange) => exchange.id === id)?.response ?? { status: 0, body: '' };

type Check = (limit: Limit, resources: Resources) => string | undefined;
const limit = (type: string, resource: string, enforced: string): Limit => ({ type, resource, enforced });
const asked = (requests: Resources['requests'], limits: Resources['limits'] = {}): Resources => ({ requests, limits });

const REFUSED: readonly (readonly [id: number, rule: string, check: Check, limit: Limit, resources: Resources])[] = [
  [15, 'a request is not below the minimum', minimumComplaint, limit('Container', 'cpu', '100m'), asked({ cpu: '50m' }, { cpu: '1' })],
  [22, 'what has a minimum is requested', minimumComplaint, limit('Pod', 'cpu', '250m'), asked({})],
  [30, 'a claim is not below the minimum', minimumComplaint, limit('PersistentVolumeClaim', 'storage', '1Gi'), asked({ storage: '500Mi' })],
  [16, 'a limit is not above the maximum', maximumComplaint, limit('Container', 'cpu', '2'), asked({ cpu: '1' }, { cpu: '3' })],
  [22, 'what has a maximum is limited', maximumComplaint, limit('Pod', 'example.com/gpu', '2'), asked({})],
  [32, 'a claim is not above the maximum', maximumRequestComplaint, limit('PersistentVolumeClaim', 'storage', '10Gi'), asked({ storage: '11Gi' })],
  [15, 'a limit is not more than its ratio to the request', ratioComplaint, limit('Container', 'cpu', '4'), asked({ cpu: '50m' }, { cpu: '1' })],
  [17, 'a ratio may be a fraction', ratioComplaint, limit('Container', 'memory', '1500m'), asked({ memory: '500Mi' }, { memory: '900Mi' })],
  [22, 'what has a ratio is requested', ratioComplaint, limit('Pod', 'memory', '2'), asked({})],
];
const ALLOWED: readonly (readonly [id: number, rule: string, check: Check, limit: Limit, resources: Resources])[] = [
  [31, 'as much as the minimum is enough', minimumComplaint, limit('PersistentVolumeClaim', 'storage', '1Gi'), asked({ storage: '1Gi' })],
  [33, 'as much as the maximum is not too much', maximumRequestComplaint, limit('PersistentVolumeClaim', 'storage', '10Gi'), asked({ storage: '10Gi' })],
  [
    27,
    'less than the maximum is allowed',
    maximumComplaint,
    limit('Pod', 'example.com/gpu', '2'),
    asked({ 'example.com/gpu': '1' }, { 'example.com/gpu': '1' }),
  ],
];

describe('constraints of a LimitRange', () => {
  for (const [id, rule, check, of, resources] of REFUSED)
    it(rule, () => expect((answerTo(id).body as { readonly message: string }).message).toContain(check(of, resources)));
  for (const [id, rule, check, of, resources] of ALLOWED)
    it(rule, () => expect({ complaint: check(of, resources), status: answerTo(id).status }).toEqual({ complaint: undefined, status: 201 }));
});
