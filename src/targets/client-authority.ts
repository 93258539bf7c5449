/**
 * The CA of one session: it signs the client certificates of users and the certificate of every API server. Making a certificate costs more
 * than all else in a scenario, so each is made once.
 */
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createAuthority, type Authority, type KeyPair } from '../engine/http/certificates';
import { temporaryFolder } from '../temporary-folder';

export class ClientAuthority {
  readonly #authority: Authority;
  readonly #directory: string;
  readonly #clients = new Map<string, Promise<KeyPair>>();
  #serving: Promise<KeyPair> | undefined;
  readonly #remove = (): void => rmSync(this.#directory, { recursive: true, force: true });

  private constructor(authority: Authority, directory: string) {
    this.#authority = authority;
    this.#directory = directory;
    writeFileSync(this.file, authority.certificatePem);
    // A process that ends early leaves nothing behind.
    process.on('exit', this.#remove);
  }

  static async create(): Promise<ClientAuthority> {
    const authority = await createAuthority('cukernetes-ca');
    return new ClientAuthority(authority, temporaryFolder('ca'));
  }

  /** Where its certificate lies, for --client-ca-file. */
  get file(): string {
    return path.join(this.#directory, 'ca.crt');
  }

  get certificatePem(): string {
    return this.#authority.certificatePem;
  }

  client(name: string, groups: readonly string[]): Promise<KeyPair> {
    const key = JSON.stringify([name, groups]);
    const made = this.#clients.get(key) ?? this.#authority.client(name, groups);
    this.#clients.set(key, made);
    return made;
  }

  /** The certificate of API servers on this machine. */
  serving(): Promise<KeyPair> {
    return (this.#serving ??= this.#authority.serving('kube-apiserver', ['localhost'], ['127.0.0.1']));
  }

  /** Removes its file. */
  close(): void {
    process.off('exit', this.#remove);
    this.#remove();
  }
}
