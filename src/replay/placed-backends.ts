/**
 * Recorded webhook configurations hold the address and the authority of the programs that recordings talk to. A replay has programs
 * of its own: what the server is sent names those, and what it answers names the recorded ones again.
 */
import { pemBlocks } from '../engine/golang/pem';

export interface PlacedBackend {
  /** The port at which it was recorded, on 127.0.0.1 and localhost. */
  readonly recordedPort: string;
  /** Where it is now, such as 127.0.0.1:41235. */
  readonly address: string;
  /** PEM of the authority of its certificate. */
  readonly authority: string;
}

const isCertificate = (base64: string): boolean => pemBlocks(Buffer.from(base64, 'base64').toString('latin1')).some(({ type }) => type === 'CERTIFICATE');

export class PlacedBackends {
  /** The recorded authority by the one that took its place. */
  readonly #authorities = new Map<string, string>();

  constructor(private readonly backends: readonly PlacedBackend[]) {}

  toServer(text: string): string {
    const placed = this.backends.reduce((changed, { recordedPort, address }) => {
      const port = address.split(':')[1] ?? '';
      return changed.replaceAll(`127.0.0.1:${recordedPort}`, address).replaceAll(`localhost:${recordedPort}`, `localhost:${port}`);
    }, text);
    const [authority] = this.backends.map((backend) => Buffer.from(backend.authority).toString('base64'));
    if (authority === undefined) return placed;
    return placed.replace(/("caBundle":\s*")([A-Za-z0-9+/=]+)(")/g, (whole, before: string, bundle: string, after: string) => {
      if (!isCertificate(bundle)) return whole;
      this.#authorities.set(authority, bundle);
      return `${before}${authority}${after}`;
    });
  }

  fromServer(text: string): string {
    const back = this.backends.reduce((changed, { recordedPort, address }) => {
      const port = address.split(':')[1] ?? '';
      return changed.replaceAll(address, `127.0.0.1:${recordedPort}`).replaceAll(`localhost:${port}`, `localhost:${recordedPort}`);
    }, text);
    return [...this.#authorities].reduce((changed, [authority, recorded]) => changed.replaceAll(authority, recorded), back);
  }
}
