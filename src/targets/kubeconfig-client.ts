/**
 * A client of the cluster that a kubeconfig names, as kubectl would reach it: its current context or a named one, trust and
 * credentials from files or embedded. Programs that fetch credentials are not run.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { load } from 'js-yaml';
import { Agent, type Dispatcher } from 'undici';
import { clientOf, type Client } from '../controllers/client';

type Fields = Readonly<Record<string, unknown>>;

export interface Connection {
  readonly url: string;
  readonly ca?: string;
  readonly insecure: boolean;
  readonly token?: string;
  readonly cert?: string;
  readonly key?: string;
}

export interface ContextClient {
  readonly client: Client;
  /** Of the context; undefined if it has none. */
  readonly namespace: string | undefined;
  close(): Promise<void>;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});

function named(config: Fields, list: string, field: string, name: string, file: string): Fields {
  const entries = (Array.isArray(config[list]) ? config[list] : []) as readonly unknown[];
  const found = entries.map(fieldsOf).find((entry) => entry['name'] === name);
  if (found === undefined) throw new Error(`${file}: there is no ${field} ${JSON.stringify(name)} in it`);
  return fieldsOf(found[field]);
}

/** A value that is embedded in base64, or in a file beside the kubeconfig. */
function material(fields: Fields, name: string, file: string): string | undefined {
  const data = text(fields[`${name}-data`]);
  if (data !== undefined) return Buffer.from(data, 'base64').toString();
  const at = text(fields[name]);
  return at === undefined ? undefined : read(path.resolve(path.dirname(file), at));
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`${file} cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}`, { cause: error });
  }
}

function configIn(file: string): Fields {
  const content = read(file);
  try {
    return fieldsOf(load(content));
  } catch (error) {
    throw new Error(`${file} is no kubeconfig: ${(error as Error).message.split('\n')[0] ?? ''}`, { cause: error });
  }
}

const optional = <K extends string>(key: K, value: string | undefined): { readonly [key in K]?: string } =>
  value === undefined ? {} : ({ [key]: value } as { readonly [key in K]: string });

/** Sends with the credentials of the connection. */
export function connect({ url, ca, insecure, token, cert, key }: Connection): Pick<ContextClient, 'client' | 'close'> {
  const agent = new Agent({ connect: { rejectUnauthorized: !insecure, ...optional('ca', ca), ...optional('cert', cert), ...optional('key', key) } });
  const { origin, pathname } = new URL(url);
  const client = clientOf(
    async ({ method, target, headers, body }) => {
      const request = {
        origin,
        path: pathname.replace(/\/$/, '') + target,
        method: method as Dispatcher.HttpMethod,
        headers: headers as Record<string, string>,
        body: body ?? null,
      };
      const response = await agent.request(request).catch((error: unknown) => {
        throw new Error(`${url} cannot be reached: ${(error as Error).message}`, { cause: error });
      });
      return { status: response.statusCode, headers: {}, body: await response.body.text() };
    },
    token === undefined ? {} : { authorization: `Bearer ${token}` },
  );
  return { client, close: () => agent.close() };
}

/** Throws an Error that says what is missing. */
export function clientOfKubeconfig(file: string, contextName?: string): ContextClient {
  const config = configIn(file);
  const current = contextName ?? text(config['current-context']);
  if (current === undefined) throw new Error(`${file} has no current-context: name one with --context`);
  const context = named(config, 'contexts', 'context', current, file);
  const cluster = named(config, 'clusters', 'cluster', String(context['cluster']), file);
  const user = text(context['user']) === undefined ? {} : named(config, 'users', 'user', String(context['user']), file);
  if (user['exec'] !== undefined || user['auth-provider'] !== undefined)
    throw new Error(
      `${file}: the user ${JSON.stringify(context['user'])} has credentials that a program fetches. Put a token or a client certificate into a kubeconfig of its own.`,
    );
  const url = text(cluster['server']);
  if (url === undefined) throw new Error(`${file}: the cluster ${JSON.stringify(context['cluster'])} has no server`);
  const tokenFile = text(user['tokenFile']);
  const connection: Connection = {
    url,
    insecure: cluster['insecure-skip-tls-verify'] === true,
    ...optional('ca', material(cluster, 'certificate-authority', file)),
    ...optional('token', text(user['token']) ?? (tokenFile === undefined ? undefined : read(path.resolve(path.dirname(file), tokenFile)).trim())),
    ...optional('cert', material(user, 'client-certificate', file)),
    ...optional('key', material(user, 'client-key', file)),
  };
  return { ...connect(connection), namespace: text(context['namespace']) };
}
