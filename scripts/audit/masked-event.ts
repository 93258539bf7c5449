/** What differs from run to run in a line of the audit log becomes a placeholder; everything else counts, byte for byte. */

const MASKS: readonly (readonly [RegExp, string])[] = [
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, '<uid>'],
  // Zeros at the end are left out at the beginning of a line.
  [/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, '<nanotime>'],
  [/\b20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z/g, '<microtime>'],
  [/\b20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, '<time>'],
  [/"resourceVersion":"[1-9]\d*"/g, '"resourceVersion":"<rv>"'],
  [/"continue":"[\w-]+"/g, '"continue":"<continue>"'],
  // Only what takes long has it, however long it takes.
  [/"apiserver\.latency\.k8s\.io\/[a-z-]+":"[^"]*",/g, ''],
  [/"\d+s"/g, '"<age>"'],
  [/(?<="serverAddress":")[^"]*/g, '<address>'],
  [/\bgen-[a-z0-9]{5}\b/g, 'gen-<rand>'],
  [/X509SHA256=[0-9a-f]{64}/g, 'X509SHA256=<hash>'],
  [/(?<="goVersion":"|"gitCommit":"|"buildDate":"|"platform":")[^"]*/g, '<build>'],
];

export const maskedEvent = (line: string): string => MASKS.reduce((text, [pattern, placeholder]) => text.replace(pattern, placeholder), line);

/** The headers that each request of a script is sent with. */
export const headersOf = (id: string, as: string | undefined, given: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> => ({
  accept: 'application/json',
  'user-agent': 'audit/1',
  'audit-id': id,
  ...(as !== undefined && { authorization: `Bearer ${as}-token` }),
  ...given,
});

/** The events of each request, by its id. */
export function eventsById(log: string): ReadonlyMap<string, readonly string[]> {
  const events = new Map<string, string[]>();
  for (const line of log.split('\n').filter((text) => text !== '')) {
    const id = /"auditID":"([^"]*)"|AUDIT: id="([^"]*)"/.exec(line);
    const key = id?.[1] ?? id?.[2] ?? '';
    events.set(key, [...(events.get(key) ?? []), maskedEvent(line)]);
  }
  return events;
}

/** What is kept of one request. */
export interface RecordedAsk {
  readonly ask: string;
  readonly status: number;
  readonly events: readonly string[];
}
export type Recorded = Readonly<Record<string, readonly RecordedAsk[]>>;

export const nameOf = (at: number, { as = 'anonymous', method, path }: { readonly as?: string; readonly method: string; readonly path: string }): string =>
  `${at} ${as} ${method} ${path}`;
