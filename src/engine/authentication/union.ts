/**
 * Several authenticators as one: the first that knows who it is wins, later ones are not asked. What the others complained of
 * counts only if nobody knows. After k8s.io/apiserver/pkg/authentication/request/union and token/union.
 */
import { errorText } from '../golang/error-text';
import type { TokenIdentity } from '../api/tokens';
import { aggregate } from '../response/field-error';
import type { Authenticator, Credentials, TokenAuthenticator } from './authenticator';

/** Several errors as one, with the messages of all of them. */
export class AuthenticationErrors extends Error {
  constructor(readonly messages: readonly string[]) {
    super(aggregate(messages));
  }
}

type Answer = TokenIdentity | undefined;
type Ask<T> = (member: T) => Answer | Promise<Answer>;

const messagesOf = (error: unknown): readonly string[] => (error instanceof AuthenticationErrors ? error.messages : [errorText(error)]);

async function firstLater<T>(pending: Promise<Answer>, members: readonly T[], ask: Ask<T>, before: readonly string[]): Promise<Answer> {
  let messages = before;
  try {
    const identity = await pending;
    if (identity !== undefined) return identity;
  } catch (error) {
    messages = [...before, ...messagesOf(error)];
  }
  return first(members, ask, messages);
}

function first<T>(members: readonly T[], ask: Ask<T>, before: readonly string[] = []): Answer | Promise<Answer> {
  const messages = [...before];
  for (const [position, member] of members.entries()) {
    try {
      const identity = ask(member);
      if (identity instanceof Promise) return firstLater(identity, members.slice(position + 1), ask, messages);
      if (identity !== undefined) return identity;
    } catch (error) {
      messages.push(...messagesOf(error));
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
