import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { connect } from 'node:tls';
import { expect } from 'expect';
import { ApiServer } from '../../engine/api-server';
import { optionsFor } from '../../engine/options/parse';
import { versionOf } from '../../engine/versions';
import { createAuthority } from '../../engine/http/certificates';
import { createServer } from '../../engine/http/server';
import { answerOf, type WebsocketCase } from './websocket';

/** All that comes back until the server ends the connection. */
async function sent(port: number, { method, path: target, protocol, headers, send }: WebsocketCase, token: string): Promise<Buffer> {
  const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false });
  const head = [`${method} ${target} ${protocol}`, 'Host: a', `Authorization: Bearer ${token}`, ...headers, '', ''].join('\r\n');
  socket.write(Buffer.concat([Buffer.from(head), Buffer.from(send, 'hex')]));
  const got: Buffer[] = [];
  for await (const chunk of socket) got.push(chunk as Buffer);
  return Buffer.concat(got);
}

const RECORDED = path.join(__dirname, '../../../testdata/websocket');

for (const name of readdirSync(RECORDED)) {
  const kubernetesVersion = path.basename(name, '.json');
  const file = path.join(RECORDED, name);
  const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { readonly cases: readonly WebsocketCase[] };
  test(`handshakes and frames are those of a real kube-apiserver ${kubernetesVersion}`, { concurrency: true }, async (context) => {
    const api = ApiServer.start(optionsFor({ kubernetesVersion }));
    const { certificatePem, keyPem } = await (await createAuthority('test-ca')).serving('server', ['localhost'], ['127.0.0.1']);
    api.storage.put(
      { group: '', resource: 'configmaps' },
      { kind: 'ConfigMap', apiVersion: 'v1', metadata: { name: 'kube-root-ca.crt', namespace: 'default' } },
    );
    const server = createServer({ certificate: certificatePem, key: keyPem }, versionOf(kubernetesVersion), (request) => api.handle(request));
    const port = await server.listen(0, '127.0.0.1');
    await Promise.all(
      cases.map((asked) =>
        context.test(asked.name, async () => {
          const bytes = await sent(port, asked, api.options.loopbackToken ?? '');
          expect(answerOf(bytes, asked.answer.frames !== undefined)).toEqual(asked.answer);
        }),
      ),
    );
    await server.close();
  });
}
