/** The webhook that is sent the events of a script, and the kubeconfig that names it, $DIR/webhook.kubeconfig. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { Backends } from '../../src/backends/backends';

interface AuditWebhook {
  /** What it was sent, a line each time: the lines of its head that an API server writes, and the body. */
  received(): string;
  close(): Promise<void>;
}

export async function auditWebhook(folder: string): Promise<AuditWebhook> {
  const backend = await new Backends().open(() => ({ headers: { 'content-type': 'application/json' }, body: '{}' }));
  const authority = Buffer.from(backend.authorityPem).toString('base64');
  writeFileSync(
    path.join(folder, 'webhook.kubeconfig'),
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'c', cluster: { server: `https://${backend.address}/audit`, 'certificate-authority-data': authority } }],
      users: [{ name: 'u', user: { token: 'token-of-the-webhook' } }],
      contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
      'current-context': 'x',
    }),
  );
  return {
    received: () =>
      backend
        .received()
        .map(({ method, target, headers, body }) => `${method} ${target} ${headers['content-type'] ?? ''} ${headers.authorization ?? ''} ${body.trimEnd()}`)
        .join('\n'),
    close: () => backend.close(),
  };
}
