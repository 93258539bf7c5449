/**
 * Several authenticators as one: the first that knows who it is wins, later ones are not asked. What the others complained of
 * counts only if nobody knows. After k8s.io/apiserver/pkg/authentication/request/union and token/union.
 */
import type { TokenIdentity } from '../api/tokens';
import { aggregate } from '../response/field-error';
import type { Authenticator, Credentials, TokenAuthenticator } from './authenticator';

/** Several errors as one, with the messages of all of them. */
export class AuthenticationErrors extends Error {
  constructor(readonly messages: readonly string[]) {
    super(aggregate(messages));
  }
}

async function first<T>(
  members: readonly T[],
  ask: (member: T) => TokenIdentity | undefined | Promise<TokenIdentity | undefined>,
): Promise<TokenIdentity | undefined> {
  const messages: string[] = [];
  for (const member of members) {
    try {
      const identity = await ask(member);
      if (identity !== undefined) return identity;
    } catch (error) {
      messages.push(...(error instanceof AuthenticationErrors ? error.messages : [(error as Error).message]));
    }
  }
  if (messages.length > 0) throw new AuthenticationErrors(messages);
  return undefined;
}

export const union = (members: readonly Authenticator[]): Authenticator => ({
  name: 'union',
  authenticate: (credentials: Credentials) => first(members, (member) => member.authenticate(credentials)),
});

export const tokenUnion = (members: readonly TokenAuthenticator[]): TokenAuthenticator => ({
  name: 'union',
  authenticateToken: (token, credentials) => first(members, (member) => member.authenticateToken(token, credentials)),
});
