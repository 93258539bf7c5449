/**
 * The backends of one owner, a run or a replay, which closes them. All show one certificate of one authority: making them costs more than
 * all else.
 */
import { createAuthority, type Authority, type KeyPair } from '../engine/http/certificates';
import { openBackend, type AnswerRequest, type Backend, type BackendOptions } from './backend';

interface BackendAuthority {
  readonly authority: Authority;
  readonly serving: KeyPair;
}

async function makeAuthority(): Promise<BackendAuthority> {
  const authority = await createAuthority('backend-ca');
  return { authority, serving: await authority.serving('backend', ['localhost'], ['127.0.0.1']) };
}

export class Backends {
  #authority: Promise<BackendAuthority> | undefined;
  #otherAuthority: Promise<string> | undefined;
  readonly #open = new Set<Promise<Backend>>();

  /** Opens one, which is closed by its own `close` or with all others. */
  async open(answer: AnswerRequest, options: BackendOptions = {}): Promise<Backend> {
    const opening = (this.#authority ??= makeAuthority()).then((authority) => openBackend(authority, answer, options));
    this.#open.add(opening);
    opening.catch(() => this.#open.delete(opening));
    const backend = await opening;
    return {
      ...backend,
      close: () => {
        this.#open.delete(opening);
        return backend.close();
      },
    };
  }

  /** PEM of an authority that none of them has anything to do with. */
  otherAuthority(): Promise<string> {
    return (this.#otherAuthority ??= createAuthority('other-ca').then(({ certificatePem }) => certificatePem));
  }

  /** Closes those that are open still. */
  async close(): Promise<void> {
    const open = [...this.#open];
    this.#open.clear();
    await Promise.allSettled(open.map(async (opening) => (await opening).close()));
  }
}
