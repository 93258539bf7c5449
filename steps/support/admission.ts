/** What an answer says of admission: who refused, what was warned of, what became of the object. */
import type { Exchange } from '../../src/report/exchange';
import { changesBetween } from '../../src/report/changes';
import { bodyOf, refusalIn } from './responses';

const POLICY_NAME = "ValidatingAdmissionPolicy '";
const POLICY = /^ValidatingAdmissionPolicy '([^']*)'(?: with binding '[^']*')? denied request: (.*)$/s;
const MUTATING_POLICY = /^policy ['"]([^'"]*)['"](?: with binding '[^']*')? denied request: (.*)$/s;
const WEBHOOK = /^admission webhook "([^"]*)" denied the request(?:: | (?=without))(.*)$/s;
const WARNING = /\d{3} \S+ "((?:[^"\\]|\\.)*)"/g;

function refusedBy(exchange: Exchange, form: RegExp, begin = ''): object {
  const { message = '' } = refusalIn(exchange) as { readonly message?: string };
  const [, by, why] = form.exec(message.slice(Math.max(0, message.indexOf(begin)))) ?? [];
  return by === undefined ? { status: exchange.response.status, answer: bodyOf(exchange) } : { by, message: why };
}

/** The ValidatingAdmissionPolicy and its message; else the answer. */
export const refusedByPolicy = (exchange: Exchange): object => refusedBy(exchange, POLICY, POLICY_NAME);

/** The MutatingAdmissionPolicy and its message; else the answer. */
export const refusedByMutatingPolicy = (exchange: Exchange): object => refusedBy(exchange, MUTATING_POLICY);

/** The webhook and its message; else the answer. */
export const refusedByWebhook = (exchange: Exchange): object => refusedBy(exchange, WEBHOOK);

/** The texts of the warnings of an answer, in order. */
export function warningsOf({ response }: Exchange): readonly string[] {
  const values = Object.entries(response.headers).flatMap(([name, value]) => (name.toLowerCase() === 'warning' ? value : []));
  return values.flatMap((value) => [...value.matchAll(WARNING)].map(([, text = '']) => text.replace(/\\(.)/g, '$1')));
}

/** `success`, or the status and the body of an answer that is none: what is refused is not warned of. */
export const successOf = (exchange: Exchange): string => (exchange.response.status < 300 ? 'success' : `${exchange.response.status} ${bodyOf(exchange)}`);

/** What became of the object that was sent. Throws where the request is not one that creates an object, or failed. */
export function changesIn(exchange: Exchange, kubernetesVersion: string): readonly string[] {
  const { request, response } = exchange;
  if (request.method !== 'POST' || response.status >= 300)
    throw new Error(`Nothing was created: ${request.method} was answered ${response.status}: ${bodyOf(exchange)}`);
  const sent = (typeof request.body === 'string' ? JSON.parse(request.body) : request.body) as Readonly<Record<string, unknown>>;
  return changesBetween(sent, JSON.parse(bodyOf(exchange)) as Readonly<Record<string, unknown>>, kubernetesVersion);
}
