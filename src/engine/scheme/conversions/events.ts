/** The events of events.k8s.io are those of the core group under other names. Upstream: pkg/apis/events/v1/conversion.go */
import type { Conversion } from './convertible';

const NAMES: readonly (readonly [string, string])[] = [
  ['regarding', 'involvedObject'],
  ['note', 'message'],
  ['reportingController', 'reportingComponent'],
  ['deprecatedSource', 'source'],
  ['deprecatedFirstTimestamp', 'firstTimestamp'],
  ['deprecatedLastTimestamp', 'lastTimestamp'],
  ['deprecatedCount', 'count'],
];

const renamed = (object: Readonly<Record<string, unknown>>, names: ReadonlyMap<string, string>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(object).map(([field, value]) => [names.get(field) ?? field, value]));

const [toCore, fromCore] = [new Map(NAMES), new Map(NAMES.map(([event, core]) => [core, event]))];
const event: Conversion = { toHub: (object) => renamed(object, toCore), fromHub: (object) => renamed(object, fromCore) };

export const events = { 'events.k8s.io/v1 Event': event, 'events.k8s.io/v1beta1 Event': event };
