/** The first difference between the events that two targets wrote into their audit logs about the same request; times and ids aside. */
import type { JsonObject, JsonValue } from '../engine/api/objects';
import { firstDifference, type Difference } from '../replay/first-difference';
import type { KeptAudit } from '../replay/kept-exchange';
import { maskedBody } from '../replay/masked-body';
import { isObject, mask } from '../replay/volatile';

/** What only a slow request has, and what says which machine asked. */
const LATENCY = 'apiserver.latency.k8s.io/';
const LEFT_OUT: ReadonlySet<string> = new Set(['auditID', 'sourceIPs', 'userAgent']);

function withoutChance(event: JsonValue): JsonValue {
  if (!isObject(event)) return event;
  const { annotations, ...fields } = event;
  const kept = Object.entries(isObject(annotations) ? annotations : {}).filter(([name]) => !name.startsWith(LATENCY));
  const rest = Object.fromEntries(Object.entries(fields).filter(([name]) => !LEFT_OUT.has(name))) as JsonObject;
  return kept.length === 0 ? rest : { ...rest, annotations: Object.fromEntries(kept) };
}

/** What a name made of a generateName ends with. */
function withoutRandom(events: JsonValue): JsonValue {
  const json = JSON.stringify(events);
  const prefixes = [...json.matchAll(/"generateName":"([a-z0-9.-]+)"/g)].map(([, prefix = '']) => prefix);
  return JSON.parse(
    prefixes.reduce((text, prefix) => text.replaceAll(new RegExp(`\\b${prefix.replaceAll('.', '\\.')}[a-z0-9]{5}\\b`, 'g'), `${prefix}<rand>`), json),
  ) as JsonValue;
}

export function auditDifference(first: KeptAudit[number] | undefined, second: KeptAudit[number] | undefined, path: string): Difference | undefined {
  if (first === undefined || second === undefined) return undefined;
  const [a, b] = [first, second].map((events) => withoutRandom(mask(maskedBody(events.map(withoutChance), path))));
  return firstDifference(a, b, 'events');
}
