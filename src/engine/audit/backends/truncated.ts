/**
 * Events that are too long lose the objects of the request and of the answer; those that are too long even so are left out, and a batch
 * that is too long is split.
 * After k8s.io/apiserver/plugin/pkg/audit/truncate/truncate.go.
 */
import type { AuditEvent } from '../event';
import { allKept, reportLost, type Backend } from './backend';

interface TruncateOptions {
  readonly enabled: boolean;
  readonly maxBatchSize: number;
  readonly maxEventSize: number;
}

const hasObjects = ({ level }: AuditEvent): boolean => level === 'Request' || level === 'RequestResponse';

const truncate = (event: AuditEvent): AuditEvent => ({
  ...event,
  requestObject: undefined,
  responseObject: undefined,
  annotations: new Map([...event.annotations, ['audit.k8s.io/truncated', 'true']]),
});

/** `sizeOf` is the length of an event as it is written. */
export function truncated(delegate: Backend, { maxBatchSize, maxEventSize }: TruncateOptions, sizeOf: (event: AuditEvent) => number): Backend {
  const fitting = (event: AuditEvent): AuditEvent => (sizeOf(event) > maxEventSize && hasObjects(event) ? truncate(event) : event);
  return {
    write(events) {
      const all = events.map(fitting);
      const kept = all.filter((event) => sizeOf(event) <= maxEventSize);
      const batches: AuditEvent[][] = [];
      let room = 0;
      for (const event of kept) {
        const size = sizeOf(event);
        const last = batches.at(-1);
        if (last === undefined || size > room) {
          batches.push([event]);
          room = maxBatchSize - size;
        } else {
          last.push(event);
          room -= size;
        }
      }
      if (kept.length < all.length) reportLost('truncate', 'event is too large even after truncating', all.length - kept.length);
      return allKept(batches.map((batch) => delegate.write(batch)));
    },
    close: () => delegate.close(),
  };
}
