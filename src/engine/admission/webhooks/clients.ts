/**
 * The clients of webhooks, kept by how they connect: by a URL, or by a Service whose name its certificate has to have.
 * After k8s.io/apiserver/pkg/util/webhook/client.go.
 */
import { posix } from 'node:path';
import type { Storage } from '../../api/storage';
import type { Version } from '../../versions';
import { callOf, CONTEXT_TIMEOUT, type Call } from '../../webhook/call';
import { checkAuthority, credentialsOf, type Connection } from '../../webhook/connection';
import type { Kubeconfig } from '../../webhook/kubeconfig-types';
import { userFor } from './kubeconfig-users';
import { serviceEndpoint } from './service-endpoint';
import type { ClientConfig } from './webhook';

const MOST_KEPT = 200;
const HTTPS = 443;

/** Paths are joined, so that a final slash goes. */
function atUrl(address: string, path: string): string {
  const [, origin = ''] = /^([a-z]+:\/\/[^/?#]*)/i.exec(address) ?? [];
  return `${origin}${posix.join('/', path).replace(/(?<=.)\/$/, '')}`;
}

export class WebhookClients {
  readonly #kept = new Map<string, Call>();

  constructor(
    private readonly storage: Storage,
    private readonly version: Version,
    private readonly kubeconfig: Kubeconfig | undefined,
  ) {}

  /** Throws where no connection can be made of it at all. */
  callFor(config: ClientConfig, timeoutSeconds: number): Call {
    const key = JSON.stringify([config, timeoutSeconds]);
    const known = this.#kept.get(key);
    if (known !== undefined) return known;
    const made = callOf(this.#connectionOf(config), timeoutSeconds * 1000, this.version, CONTEXT_TIMEOUT);
    this.#kept.set(key, made);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return made;
  }

  #connectionOf({ url = '', caBundle = '', service }: ClientConfig): Connection {
    const authority = caBundle === '' ? undefined : Buffer.from(caBundle, 'base64');
    if (authority !== undefined) checkAuthority(authority, this.version);
    const shared = { insecure: false, ...(authority && { authority }) };
    if (service === undefined) {
      const { hostname, port, pathname } = new URL(url);
      return { ...shared, url: atUrl(url, pathname), ...this.#credentials(hostname, port === '' ? HTTPS : Number(port)) };
    }
    const { name, namespace, path = '', port = HTTPS } = service;
    const host = `${name}.${namespace}.svc`;
    return {
      ...shared,
      url: atUrl(`https://${host}:${port}`, path),
      serverName: host,
      dial: () => serviceEndpoint(this.storage, namespace, name, port),
      ...this.#credentials(host, port),
    };
  }

  #credentials(host: string, port: number): ReturnType<typeof credentialsOf> {
    return this.kubeconfig === undefined ? {} : credentialsOf(userFor(this.kubeconfig, host, port));
  }
}
