/** The authority of all backends of this process, and the certificate that they show: making them costs more than all else. */
import { createAuthority, type Authority, type KeyPair } from '../engine/http/certificates';

interface BackendAuthority {
  readonly authority: Authority;
  readonly serving: KeyPair;
}

async function make(): Promise<BackendAuthority> {
  const authority = await createAuthority('backend-ca');
  return { authority, serving: await authority.serving('backend', ['localhost'], ['127.0.0.1']) };
}

let made: Promise<BackendAuthority> | undefined;

export const backendAuthority = (): Promise<BackendAuthority> => (made ??= make());

let other: Promise<string> | undefined;

/** PEM of an authority that no backend has anything to do with. */
export const otherAuthority = (): Promise<string> => (other ??= createAuthority('other-ca').then(({ certificatePem }) => certificatePem));
