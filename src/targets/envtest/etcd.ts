/**
 * The etcd of real API servers: one for all of them, each with a prefix of its own for its keys. It is asked through its JSON
 * gateway. Nothing needs to survive, so it does not wait for the disk.
 */
import { Agent } from 'undici';
import { freePort } from './free-port';
import { Program } from './program';
import { until } from './until';

export interface StoredValue {
  /** base64, as etcd gives it. */
  readonly value: string;
  readonly modRevision: string;
}

interface KeyValue {
  readonly key: string;
  readonly value?: string;
  readonly mod_revision: string;
}

interface Newest {
  readonly count?: string;
  readonly kvs?: readonly KeyValue[];
}

const READY_WITHIN = 30_000;
/** More than the objects of any scenario. */
const OPERATIONS_AT_ONCE = 20_000;

const encoded = (text: string): string => Buffer.from(text).toString('base64');
const decoded = (text: string): string => Buffer.from(text, 'base64').toString();
/** The end of the range of all keys with this prefix. */
const after = (prefix: string): string => prefix.slice(0, -1) + String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1);

export class Etcd {
  readonly #agent = new Agent();
  #servers = 0;

  private constructor(
    readonly url: string,
    readonly program: Program,
  ) {}

  static async start(file: string, folder: string): Promise<Etcd> {
    const [client, peer] = [`http://127.0.0.1:${await freePort()}`, `http://127.0.0.1:${await freePort()}`];
    const program = Program.start(
      'etcd',
      file,
      [
        `--data-dir=${folder}/etcd`,
        `--listen-client-urls=${client}`,
        `--advertise-client-urls=${client}`,
        `--listen-peer-urls=${peer}`,
        `--initial-advertise-peer-urls=${peer}`,
        `--initial-cluster=default=${peer}`,
        `--max-txn-ops=${OPERATIONS_AT_ONCE}`,
        '--unsafe-no-fsync',
      ],
      folder,
    );
    const etcd = new Etcd(client, program);
    await until(
      async () => {
        if (program.ended !== undefined) throw program.failure('');
        return (await etcd.#health()) ? undefined : 'an answer';
      },
      READY_WITHIN,
      () => program.failure(`was not ready within ${READY_WITHIN / 1000} seconds`),
    );
    return etcd;
  }

  /** A prefix for the keys of one more API server. */
  newPrefix(): string {
    return `/server-${(this.#servers += 1)}`;
  }

  /** All keys with the prefix, and what is stored there. */
  async all(prefix: string, { keysOnly = false } = {}): Promise<ReadonlyMap<string, StoredValue>> {
    const { kvs = [] } = await this.#ask<{ readonly kvs?: readonly KeyValue[] }>('range', {
      key: encoded(prefix),
      range_end: encoded(after(prefix)),
      keys_only: keysOnly,
    });
    return new Map(kvs.map(({ key, value = '', mod_revision: modRevision }) => [decoded(key), { value, modRevision }]));
  }

  /** The revision of everything, and for each prefix a text that is another one where a key with the prefix was written or deleted since. */
  async lastChanges(prefixes: readonly string[]): Promise<{ readonly revision: string; readonly changes: readonly string[] }> {
    const success = prefixes.map((prefix) => ({
      request_range: { key: encoded(prefix), range_end: encoded(after(prefix)), keys_only: true, limit: 1, sort_order: 'DESCEND', sort_target: 'MOD' },
    }));
    const { header, responses } = await this.#ask<{
      readonly header: { readonly revision: string };
      readonly responses: readonly { readonly response_range: Newest }[];
    }>('txn', { success });
    return { revision: header.revision, changes: responses.map(({ response_range: { count = '0', kvs = [] } }) => `${count} ${kvs[0]?.mod_revision ?? ''}`) };
  }

  /** Everything at once: puts (values in base64) and deletes. What was put has the revision that this gives. */
  async write(puts: ReadonlyMap<string, string>, deletes: readonly string[]): Promise<string> {
    const success = [
      ...deletes.map((key) => ({ request_delete_range: { key: encoded(key) } })),
      ...[...puts].map(([key, value]) => ({ request_put: { key: encoded(key), value } })),
    ];
    const { header } = await this.#ask<{ readonly header: { readonly revision: string } }>('txn', { success });
    return header.revision;
  }

  /** Writes what is stored there once more, so that watches see it. Nothing happens to what was changed meanwhile. */
  async touch(key: string): Promise<void> {
    const stored = (await this.all(key)).get(key);
    if (stored === undefined) return;
    await this.#ask('txn', {
      compare: [{ key: encoded(key), target: 'MOD', result: 'EQUAL', mod_revision: stored.modRevision }],
      success: [{ request_put: { key: encoded(key), value: stored.value } }],
    });
  }

  async removeAll(prefix: string): Promise<void> {
    await this.#ask('deleterange', { key: encoded(prefix), range_end: encoded(after(prefix)) });
  }

  async stop(): Promise<void> {
    await this.#agent.destroy();
    await this.program.stop();
  }

  async #health(): Promise<boolean> {
    try {
      const { statusCode, body } = await this.#agent.request({ origin: this.url, path: '/health', method: 'GET' });
      return statusCode === 200 && (await body.text()).includes('true');
    } catch {
      return false;
    }
  }

  async #ask<T>(what: string, question: object): Promise<T> {
    const { statusCode, body } = await this.#agent.request({ origin: this.url, path: `/v3/kv/${what}`, method: 'POST', body: JSON.stringify(question) });
    const answer = await body.text();
    if (statusCode !== 200) throw this.program.failure(`answered ${statusCode} to ${what}: ${answer}`);
    return JSON.parse(answer) as T;
  }
}
