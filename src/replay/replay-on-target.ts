/**
 * Replays a recording on any target: its requests are sent as a scenario's are, by the requester of the recording, and each answer is compared
 * with the recorded one.
 */
import { ServerFolder } from '../targets/server-folder';
import type { Requester, TargetRequest, TargetSession } from '../targets/target';
import { responseAsRecorded, receive } from './recorded-response';
import { compare } from './compare';
import { TOKEN_FILE } from './credentials';
import { differenceOf } from './first-difference';
import { versionRecorded, type Actor, type Exchange, type Recording } from './recording';
import type { DifferingExchange, Outcome } from './replay';
import { fillIn, impersonation } from './request';
import { valuesSaved } from './saved-values';
import { secretsOf } from './secrets-of';

/** A recording knows users by their tokens; on a target they are who the token file says. */
function userOf(actor: string): Requester {
  const line = TOKEN_FILE.split('\n').find((row) => row.startsWith(`${actor}-token,`)) ?? `,${actor},`;
  const [, name = actor, , ...groups] = line.replaceAll('"', '').split(',');
  return { kind: 'user', name, groups };
}

function requesterOf(actor: Actor, saved: ReadonlyMap<string, unknown>): Requester {
  if (actor === 'admin') return { kind: 'administrator' };
  if (actor === 'anonymous') return { kind: 'anonymous' };
  if (typeof actor === 'string') return userOf(actor);
  if ('impersonate' in actor) return { kind: 'administrator' };
  if ('token' in actor) return { kind: 'token', token: actor.token.replace(/\$\{(\w+)\}/g, (_, name: string) => String(saved.get(name))) };
  if ('cert' in actor) return { kind: 'user', name: actor.cert.cn, groups: actor.cert.o ?? [] };
  if ('none' in actor) return { kind: 'anonymous' };
  throw new Error('a user with a password cannot be made on a target');
}

function requestOf({ as = 'admin', request }: Exchange, saved: ReadonlyMap<string, unknown>): TargetRequest {
  const { method, path, headers, body } = fillIn(request, saved);
  return {
    as: requesterOf(as, saved),
    method,
    path,
    headers: { ...headers, ...impersonation(as) },
    ...(body !== undefined && { body }),
  };
}

/** Only what a recording says beyond what every server of a target has. */
const flagsOf = ({ server }: Recording): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(server.flags ?? {}).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]])));

export async function replayOnTarget(recording: Recording, session: TargetSession): Promise<Outcome> {
  const notStarted = (why: string): Outcome => ({ recording, differing: [], notStarted: why });
  const { server } = recording;
  if (server.admissionBackend === true || server.oidc === true || server.webhook !== undefined) return notStarted('it needs programs that the server calls');
  const needs = { kubernetesVersion: versionRecorded(recording), flags: flagsOf(recording), ...(server.controllers === true ? {} : { controllers: '' }) };
  const unsupported = await session.unsupportedReason(needs);
  if (unsupported !== undefined) return notStarted(unsupported);
  const folder = new ServerFolder();
  try {
    for (const [name, text] of Object.entries(server.files ?? {})) folder.write(name, text);
    folder.placedFlags(needs.flags, 'inside');
    const target = await session.open({ ...needs, folder });
    const differing: DifferingExchange[] = [];
    const saved = new Map<string, unknown>();
    try {
      for (const exchange of recording.exchanges) {
        const request = requestOf(exchange, saved);
        const response = await target.send(request);
        for (const [name, value] of valuesSaved(exchange, String(response.body))) saved.set(name, value);
        const received = await receive(request.method, response);
        const answer = responseAsRecorded(recording, request.path, received);
        const verdict = compare(exchange, answer);
        if (verdict === 'same') continue;
        const secrets = secretsOf(exchange, received.text, saved);
        differing.push({ exchange, verdict, difference: differenceOf(verdict, exchange.response, answer), secrets });
      }
    } finally {
      await target.close();
    }
    return { recording, differing };
  } catch (error) {
    return notStarted(error instanceof Error ? error.message : String(error));
  } finally {
    folder.remove();
  }
}
