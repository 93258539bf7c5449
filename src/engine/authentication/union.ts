/**
 * Several authenticators as one: the first that knows who it is wins, later ones are not asked. What the others complained of
 * counts only if none knows the user. After k8s.io/apiserver/pkg/authentication/request/union and token/union.
 */
import { errorText } from '../golang/error-text';
import { aggregate } from '../errors/field-error';
import type { TokenResult, Authenticator, Complaining, Credentials, TokenAuthenticator } from './authenticator';

/** Several errors as one, with the messages of all of them. */
export class AuthenticationErrors extends Error {
  constructor(readonly messages: readonly string[]) {
    super(aggregate(messages));
  }
}

type Ask<T> = (member: T) => TokenResult | Error | Promise<TokenResult | Error>;

const messagesOf = (error: unknown): readonly string[] => (error instanceof AuthenticationErrors ? error.messages : [errorText(error)]);

async function firstLater<T>(
  pending: Promise<TokenResult | Error>,
  members: readonly T[],
  from: number,
  ask: Ask<T>,
  before: readonly string[],
): Promise<TokenResult> {
  const answer = await pending.catch((error: unknown) => new AuthenticationErrors(messagesOf(error)));
  if (answer instanceof Error) return first(members, from, ask, [...before, ...messagesOf(answer)]);
  return answer ?? first(members, from, ask, before);
}

function first<T>(members: readonly T[], from: number, ask: Ask<T>, before: readonly string[]): TokenResult | Promise<TokenResult> {
  let messages = before;
  for (let position = from; position < members.length; position += 1) {
    try {
      const answer = ask(members[position] as T);
      if (answer instanceof Promise) return firstLater(answer, members, position + 1, ask, messages);
      if (answer instanceof Error) messages = [...messages, ...messagesOf(answer)];
      else if (answer !== undefined) return answer;
    } catch (error) {
      messages = [...messages, ...messagesOf(error)];
    }
  }
  if (messages.length > 0) throw new AuthenticationErrors(messages);
  return undefined;
}

export const union = (members: readonly (Authenticator | Complaining)[]): Authenticator => ({
  name: 'union',
  authenticate: (credentials: Credentials) => first(members, 0, (member) => member.authenticate(credentials), []),
});

export const tokenUnion = (members: readonly TokenAuthenticator[]): TokenAuthenticator => ({
  name: 'union',
  authenticateToken: (token, credentials) => first(members, 0, (member) => member.authenticateToken(token, credentials), []),
});
