/** What recordings that are replayed side by side share: the CA of their users, the issuer, and the programs that their servers call. */
import { Backends } from '../backends/backends';
import { makeClientCa, type ClientCa } from './credentials';
import { SharedIssuer } from './issuer';

export class ReplaySession {
  readonly backends = new Backends();
  readonly issuer = new SharedIssuer(this.backends);
  #clientCa: Promise<ClientCa> | undefined;

  clientCa(): Promise<ClientCa> {
    return (this.#clientCa ??= makeClientCa());
  }

  close(): Promise<void> {
    return this.backends.close();
  }
}
