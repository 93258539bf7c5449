import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, connect, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { expect } from 'expect';
import { connectionTo } from './connection';
import { http } from './http';
import { openAlone } from './target-alone';
import { kubeconfigOfFiles } from './kubeconfig-files';
import type { Target } from './target';

interface Named {
  readonly name: string;
  readonly cluster?: object;
  readonly user?: object;
}
interface Config {
  readonly clusters: readonly Named[];
  readonly users: readonly Named[];
  readonly contexts: readonly Named[];
}

/** An HTTP proxy that only knows CONNECT; it remembers to where. */
function proxy(): { readonly server: Server; readonly asked: string[] } {
  const asked: string[] = [];
  const server = createServer((client) => {
    client.once('data', (head) => {
      const [, host = '', port = ''] = /^CONNECT ([^: ]+):(\d+)/.exec(String(head)) ?? [];
      asked.push(`${host}:${port}`);
      const upstream = connect(Number(port), host, () => {
        client.write('HTTP/1.1 200 Connection established\r\n\r\n');
        client.pipe(upstream).pipe(client);
      });
      upstream.on('error', () => client.destroy());
      client.on('error', () => upstream.destroy());
    });
  });
  return { server, asked };
}

describe('the cluster of a kubeconfig', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'cukernetes-connection-'));
  const environment = process.env['KUBECONFIG'];
  let target: Target;
  let config: Config;
  let token: string;

  const write = (name: string, content: object | string): string => {
    const file = path.join(folder, name);
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return file;
  };
  const withUser = (user: object): object => ({ ...config, users: config.users.map(({ name }) => ({ name, user })) });
  /** Who the server takes it for. */
  const whoAmI = async (file?: string, context?: string): Promise<string> => {
    const kubeconfig = kubeconfigOfFiles(file, context);
    if (kubeconfig === undefined) throw new Error('no kubeconfig');
    const connection = connectionTo(kubeconfig);
    try {
      const { body } = await connection.send({
        method: 'POST',
        target: '/apis/authentication.k8s.io/v1/selfsubjectreviews',
        headers: { accept: 'application/json', 'content-type': 'application/json' },
        body: '{"apiVersion":"authentication.k8s.io/v1","kind":"SelfSubjectReview"}',
      });
      return (JSON.parse(String(body)) as { readonly status: { readonly userInfo: { readonly username: string } } }).status.userInfo.username;
    } finally {
      connection.close();
    }
  };

  before(async () => {
    delete process.env['KUBECONFIG'];
    target = await openAlone(http, { kubernetesVersion: '1.36' });
    config = JSON.parse(await target.kubeconfig({ kind: 'user', name: 'jane' })) as Config;
    const account = JSON.parse(await target.kubeconfig({ kind: 'serviceAccount', namespace: 'default', name: 'default' })) as Config;
    token = (account.users[0]?.user as { readonly token: string }).token;
  });
  after(async () => {
    if (environment !== undefined) process.env['KUBECONFIG'] = environment;
    await target.close();
    rmSync(folder, { recursive: true });
  });

  it('is reached with an embedded client certificate', async () => {
    expect(await whoAmI(write('certificate', config))).toBe('jane');
  });

  it('is reached with a token in a file beside the kubeconfig', async () => {
    write('token', `${token}\n`);
    expect(await whoAmI(write('token-file', withUser({ tokenFile: 'token' })))).toBe('system:serviceaccount:default:default');
  });

  it('is reached with a token that a program beside the kubeconfig fetches', async () => {
    const credential = { apiVersion: 'client.authentication.k8s.io/v1', kind: 'ExecCredential', status: { token } };
    chmodSync(write('fetch-token', `#!/bin/sh\necho '${JSON.stringify(credential)}'\n`), 0o755);
    const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: './fetch-token', interactiveMode: 'Never' };
    expect(await whoAmI(write('exec', withUser({ exec })))).toBe('system:serviceaccount:default:default');
  });

  it('is reached through the proxy that the kubeconfig names', async () => {
    const { server, asked } = proxy();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { readonly port: number };
    const clusters = config.clusters.map(({ name, cluster }) => ({ name, cluster: { ...cluster, 'proxy-url': `http://127.0.0.1:${port}` } }));
    try {
      expect(await whoAmI(write('proxy', { ...config, clusters }))).toBe('jane');
      expect(asked).toEqual([expect.stringMatching(/^127\.0\.0\.1:\d+$/)]);
    } finally {
      server.close();
    }
  });

  it('is that of the first file of KUBECONFIG that has the entry', async () => {
    const contexts = [{ name: 'other', context: { cluster: 'cukernetes', user: 'account' } }];
    const users = [
      { name: 'account', user: { token } },
      { name: 'cukernetes', user: { token } },
    ];
    write('second', { ...config, contexts, users, 'current-context': 'other' });
    process.env['KUBECONFIG'] = ['missing', 'certificate', 'second'].map((name) => path.join(folder, name)).join(path.delimiter);
    try {
      expect(await whoAmI()).toBe('jane');
      expect(await whoAmI(undefined, 'other')).toBe('system:serviceaccount:default:default');
    } finally {
      delete process.env['KUBECONFIG'];
    }
  });

  it('that is missing is reported by name', async () => {
    await expect(whoAmI(path.join(folder, 'certificate'), 'prod')).rejects.toThrow('it has no context "prod", only "cukernetes"');
    await expect(whoAmI('/not/there')).rejects.toThrow('/not/there cannot be read: ENOENT');
    await expect(whoAmI(write('broken', 'a: ['))).rejects.toThrow('broken is not a kubeconfig: ');
  });
});
