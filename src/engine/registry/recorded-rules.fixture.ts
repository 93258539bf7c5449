/**
 * Calls of recordings for tests of the registry. Nothing authenticates, authorizes or admits them, so that a rule that does not hold is one
 * of the registry. A test names the rule of each exchange; what it expects is what a real server answered.
 */
import path from 'node:path';
import { readRecording, versionRecorded, type Exchange, type Recording } from '../../replay/recording';
import type { JsonObject, KubeObject } from '../api/objects';
import type { HandlerResult } from '../api/registry';
import { NOT_AUDITED } from '../audit/not-audited';
import { LOOPBACK_USER } from '../authentication/loopback-token';
import { createServiceAccountTokens } from '../authentication/service-account/token-generator';
import { PlainTextError, StatusError } from '../errors/status-error';
import { optionsFor } from '../options/parse';
import { requestInfoOf } from '../request-info/request-info';
import { bootstrappedStorage } from './bootstrap/bootstrap';
import { createRegistry, type Registry } from './registry';

const RECORDINGS = path.join(__dirname, '..', '..', '..', 'testdata', 'recordings');

/** By recording, such as 1.37/validation/core-secrets, the rule that each exchange shows. */
export type RulesByRecording = Readonly<Record<string, Readonly<Record<number, string>>>>;

export interface RecordedRule {
  readonly rule: string;
  readonly recorded: unknown;
  /** What the registry answers to the same call, after the earlier ones that wrote the same object. */
  answered(): Promise<unknown>;
}

/** Fields of metadata that the server chooses, and who wrote which field, which registry/generic/managed-fields tests. */
const OF_THE_SERVER = ['uid', 'resourceVersion', 'creationTimestamp', 'selfLink', 'managedFields', 'generation'];

function withoutChosen(body: unknown): unknown {
  const { metadata, ...fields } = body as KubeObject;
  if (metadata === undefined) return body;
  const kept = Object.entries(metadata).filter(([name, value]) => !OF_THE_SERVER.includes(name) && value !== undefined);
  return { ...fields, metadata: Object.fromEntries(kept) };
}

const answerOf = (answer: HandlerResult | undefined): unknown => {
  if (answer === undefined || 'watch' in answer || 'forwarded' in answer || 'takeOver' in answer)
    throw new Error('No call of these tests watches, or is answered by another server.');
  if ('text' in answer) return { status: answer.status, body: answer.text };
  if ('object' in answer) return { status: answer.status, body: withoutChosen(answer.object) };
  const { fields, objects, item } = answer.collection;
  return { status: answer.status, body: { ...fields, items: objects.map((object) => withoutChosen(item(object))) } };
};

const refusalOf = ({ code, reason, message, details }: StatusError): unknown => ({
  status: code,
  body: { ...(reason !== '' && { reason }), message, ...(details && { details }) },
});

function recordedAnswer({ response: { status, body } }: Exchange): unknown {
  const { kind, reason, message, details } = body as JsonObject;
  if (kind !== 'Status') return { status, body: withoutChosen(body) };
  return { status, body: { ...(reason !== undefined && { reason }), message, ...(details !== undefined && { details }) } };
}

function registryOf({ server }: Recording, version: string): Registry {
  const options = optionsFor({ kubernetesVersion: version, flags: { 'authorization-mode': 'RBAC', ...(server.flags as Readonly<Record<string, string>>) } });
  return createRegistry({
    options,
    storage: bootstrappedStorage(options),
    tokens: createServiceAccountTokens(options),
    tokenReviewer: { review: () => Promise.resolve(undefined) },
    authorizer: { name: 'everything', authorize: () => ({ decision: 'Allow', reason: '' }) },
    ruleLister: { rulesFor: () => ({ resourceRules: [], nonResourceRules: [], incomplete: false, errors: [] }) },
    self: LOOPBACK_USER,
    admission: { metrics: () => '', admit: ({ object }) => object, validate: () => undefined },
  });
}

async function sent(registry: Registry, { request: { method, path: target, headers, body } }: Exchange, version: string): Promise<unknown> {
  const content = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
  const request = {
    method,
    target,
    headers: { accept: 'application/json', 'content-type': 'application/json', ...headers },
    ...(content && { body: content }),
  };
  const { info, query } = requestInfoOf(request, optionsFor({ kubernetesVersion: version, flags: {} }).version);
  try {
    return answerOf(await registry.handle({ request, info, user: LOOPBACK_USER, query, warnings: [], audit: NOT_AUDITED }));
  } catch (error) {
    if (error instanceof StatusError) return refusalOf(error);
    if (error instanceof PlainTextError) return { status: error.code, body: error.body };
    throw error;
  }
}

/** Collection and name of what an exchange writes. */
function objectOf({ request: { method, path: target, body } }: Exchange): string {
  const [place = ''] = target.split('?');
  return method === 'POST' ? `${place}/${(body as KubeObject | undefined)?.metadata?.name ?? ''}` : place;
}

const isWrite = ({ request: { method, path: target }, response: { status } }: Exchange): boolean =>
  method !== 'GET' && status < 300 && !target.includes('dryRun');

/** The earlier exchanges of the recording that wrote the same object, or the one that it is a part of. */
function before(exchange: Exchange, { exchanges }: Recording): readonly Exchange[] {
  const object = `${exchange.request.path.split('?')[0] ?? ''}/`;
  return exchanges.slice(0, exchanges.indexOf(exchange)).filter((earlier) => isWrite(earlier) && object.startsWith(`${objectOf(earlier)}/`));
}

/** All earlier writes, for what other objects make of this one. */
const allBefore = (exchange: Exchange, { exchanges }: Recording): readonly Exchange[] => exchanges.slice(0, exchanges.indexOf(exchange)).filter(isWrite);

function rulesOf(name: string, rules: Readonly<Record<number, string>>, earlierThan: typeof before): readonly RecordedRule[] {
  const recording = readRecording(path.join(RECORDINGS, `${name}.json`));
  const version = versionRecorded(recording);
  return Object.entries(rules).map(([id, rule]) => {
    const exchange = recording.exchanges.find((candidate) => candidate.id === Number(id));
    if (exchange === undefined) throw new Error(`${name} has no exchange ${id}.`);
    const answered = async (): Promise<unknown> => {
      const registry = registryOf(recording, version);
      for (const earlier of earlierThan(exchange, recording)) await sent(registry, earlier, version);
      return sent(registry, exchange, version);
    };
    return { rule, recorded: recordedAnswer(exchange), answered };
  });
}

/** `isAfterAll`: an exchange comes after all earlier writes of its recording, not only after the writes of the same object. */
export const recordedRules = (rules: RulesByRecording, { isAfterAll = false } = {}): readonly RecordedRule[] =>
  Object.entries(rules).flatMap(([name, ofRecording]) => rulesOf(name, ofRecording, isAfterAll ? allBefore : before));
