/**
 * The contract of authentication: each authenticator looks at one kind of credentials. It answers who sent the request, or
 * nothing when it has no opinion, and throws when there are credentials of its kind that are no good. Why they are no good is
 * logged and shown by TokenReview; the client only sees 401.
 * After k8s.io/apiserver/pkg/authentication/authenticator/interfaces.go.
 */
import type { RequestAudit } from '../api/audit';
import type { ApiRequest } from '../api/http';
import type { TokenIdentity } from '../api/tokens';
import { firstHeader } from '../golang/http-header';
import { own } from '../golang/map';
import { trim } from '../golang/trim';
import { textOfLatin1 } from '../golang/utf8-text';

/** What an authenticator may look at. */
export interface Credentials extends Pick<ApiRequest, 'headers' | 'peerCertificates'> {
  /** Whom the token must be for; absent where the server has no audiences. */
  readonly audiences?: readonly string[] | undefined;
  /** Of the request, decoded; absent where there is only a token. */
  readonly path?: string | undefined;
  /** Warning headers of the answer; an authenticator may add a text. */
  readonly warnings: string[];
  /** The audit log's view of the request; an authenticator may add annotations. */
  readonly audit: RequestAudit;
}

export type TokenResult = TokenIdentity | undefined;

export interface Authenticator {
  readonly name: string;
  authenticate(credentials: Credentials): TokenResult | Promise<TokenResult>;
}

/** One that gives its complaint back where it would throw it: most tokens are unknown to all authenticators but one. */
export interface Complaining {
  readonly name: string;
  authenticate(credentials: Credentials): TokenResult | Error | Promise<TokenResult | Error>;
}

export interface TokenAuthenticator {
  readonly name: string;
  authenticateToken(token: string, credentials: Credentials): TokenIdentity | undefined | Promise<TokenIdentity | undefined>;
}

/** Only an authenticator that has to ask elsewhere makes a request wait: what the others answer is gone on with at once. */
export const onceKnown = <T, U>(answer: T | Promise<T>, next: (answer: T) => U | Promise<U>): U | Promise<U> =>
  answer instanceof Promise ? answer.then(next) : next(answer);

/** All values of a header, in order. The space around a value is trimmed. */
export function headerValues({ headers }: Pick<Credentials, 'headers'>, name: string): readonly string[] {
  const value = own(headers, name);
  if (value === undefined) return [];
  return (typeof value === 'string' ? [value] : value).map((text) => textOfLatin1(trim(text, '\t ')));
}

/** The first value of a header, or nothing, as Go's http.Header.Get. */
export function headerOf({ headers }: Pick<Credentials, 'headers'>, name: string): string {
  return textOfLatin1(trim(firstHeader({ headers }, name), '\t '));
}
