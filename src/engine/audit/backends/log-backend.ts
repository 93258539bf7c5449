/** Events as lines of a file or of the standard output. After k8s.io/apiserver/plugin/pkg/audit/log/backend.go. */
import type { AuditEvent } from '../event';
import { reportLost, type Backend } from './backend';
import type { LineWriter } from './log-file';

export function logBackend(writer: LineWriter, lineOf: (event: AuditEvent) => string): Backend {
  const written = (event: AuditEvent): boolean => {
    try {
      writer.write(`${lineOf(event)}\n`);
      return true;
    } catch (error) {
      reportLost('log', (error as Error).message, 1);
      return false;
    }
  };
  return {
    write: (events) => events.map(written).every(Boolean),
    close: () => {
      writer.close();
      return Promise.resolve();
    },
  };
}
