/** Who a sentence says sends a request. */
import type { Requester } from '../../src/index';
import type { ScenarioWorld } from './world';

const BEARER = /^the bearer of the token "(?<token>[^"]*)"$/;

export function requesterCalled(world: ScenarioWorld, text: string): Requester {
  if (text === 'the administrator') return { kind: 'administrator' };
  if (text === 'an anonymous client') return { kind: 'anonymous' };
  if (text === 'the bearer of that token') return world.bearer(world.observed.lastToken());
  const { token } = BEARER.exec(text)?.groups ?? {};
  return token === undefined ? world.people.called(text) : world.bearer(token);
}
