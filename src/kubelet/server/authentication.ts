/** Who asks a kubelet: the client certificate of an authority that it trusts, or a token that the API server knows. Upstream: cmd/kubelet/app/auth.go */
import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';
import type { Client } from '../../controllers/client';

export interface KubeletUser {
  readonly username: string;
  readonly uid?: string;
  readonly groups: readonly string[];
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}
export interface AuthenticationOptions {
  /** authentication.anonymous.enabled */
  readonly anonymous: boolean;
  /** authentication.webhook.enabled */
  readonly webhook: boolean;
}

const AUTHENTICATED = 'system:authenticated';
const ANONYMOUS: KubeletUser = { username: 'system:anonymous', groups: ['system:unauthenticated'] };

function ofCertificate(socket: TLSSocket): KubeletUser | undefined {
  if (!socket.authorized) return undefined;
  const { subject } = socket.getPeerCertificate() as { readonly subject?: { readonly CN?: string; readonly O?: string | readonly string[] } };
  if (subject?.CN === undefined) return undefined;
  return { username: subject.CN, groups: [...[subject.O ?? []].flat(), AUTHENTICATED] };
}

async function ofToken(client: Client, token: string): Promise<KubeletUser | undefined> {
  const review = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenReview', spec: { token } };
  const { body } = await client.request('POST', '/apis/authentication.k8s.io/v1/tokenreviews', review);
  const status = body['status'] as { readonly authenticated?: boolean; readonly user?: Partial<KubeletUser> } | undefined;
  if (status?.authenticated !== true || status.user?.username === undefined) return undefined;
  const { username, groups = [], ...rest } = status.user;
  return { ...rest, username, groups: [...new Set([...groups, AUTHENTICATED])] };
}

/** Undefined: 401. */
export async function authenticate(request: IncomingMessage, client: Client, { anonymous, webhook }: AuthenticationOptions): Promise<KubeletUser | undefined> {
  const shown = ofCertificate(request.socket as TLSSocket);
  if (shown !== undefined) return shown;
  const [scheme = '', token = ''] = (request.headers.authorization ?? '').split(' ');
  if (scheme.toLowerCase() === 'bearer' && token !== '') return webhook ? ofToken(client, token) : undefined;
  return anonymous ? ANONYMOUS : undefined;
}
