/**
 * Events as an EventList that a webhook is sent. Whatever goes wrong is tried again, each time after a longer wait.
 * After k8s.io/apiserver/plugin/pkg/audit/webhook/webhook.go.
 */
import type { AuditEvent } from '../event';
import type { Call } from '../../webhook/call';
import { withBackOff, type BackOff } from '../../webhook/back-off';
import { webhookError } from '../../webhook/review-response';
import { reportLost, type Backend } from './backend';

interface WebhookSettings {
  readonly call: Call;
  readonly backOff: BackOff;
  readonly groupVersion: string;
  readonly jsonOf: (event: AuditEvent) => string;
}

/** An item of a list does not repeat what it is. */
const itemOf = (json: string): string => json.replace(/^\{"kind":"Event","apiVersion":"[^"]*",/, '{');

export function webhookBackend({ call, backOff, groupVersion, jsonOf }: WebhookSettings): Backend {
  const underWay = new Set<Promise<boolean>>();
  const send = async (events: readonly AuditEvent[]): Promise<boolean> => {
    const body = `{"kind":"EventList","apiVersion":"audit.k8s.io/${groupVersion}","metadata":{},"items":[${events.map((event) => itemOf(jsonOf(event))).join(',')}]}\n`;
    try {
      await withBackOff(
        backOff,
        () => true,
        async () => {
          const error = webhookError(await call(body));
          if (error !== undefined) throw error;
        },
      );
      return true;
    } catch (error) {
      reportLost('webhook', (error as Error).message, events.length);
      return false;
    }
  };
  return {
    write(events) {
      const sent = send(events).finally(() => underWay.delete(sent));
      underWay.add(sent);
      return sent;
    },
    close: async () => {
      await Promise.all(underWay);
    },
  };
}
