/** What an answer says, in the form in which steps compare it. */
import type { Exchange } from '../../src/report/exchange';
import { admissionOf, pluginNamesOf, refusedBy } from '../../src/report/admission';
import { explanationInFull } from '../../src/report/explanation';

interface Status {
  readonly kind?: string;
  readonly status?: string;
  readonly message?: string;
  readonly reason?: string;
  readonly code?: number;
}

/** Doc strings lose their last newline, and so does a body here. */
export const bodyOf = ({ response }: Exchange): string => String(response.body).replace(/\n$/, '');

/** Everything in a refusal that says how and why: a whole Status has these fields and `details`, which repeat the request. */
export function refusalIn(exchange: Exchange): object {
  const body = bodyOf(exchange);
  const { kind, status, message, reason, code } = (body.startsWith('{') ? JSON.parse(body) : { message: body }) as Status;
  return { httpStatus: exchange.response.status, kind, status, code, reason, message };
}

export function refusal(code: number, reason: string, message: string): object {
  return { httpStatus: code, kind: 'Status', status: 'Failure', code, reason, message };
}

/** A refusal by a plugin of admission, whose name counts where the target says which it was. */
export function admissionRefusalIn(exchange: Exchange, presumed: string): object {
  const { status } = exchange.response;
  const { kind, message } = JSON.parse(bodyOf(exchange)) as Status;
  return { refused: status >= 400, ...(status >= 400 ? { kind, message } : { answer: bodyOf(exchange) }), refusedBy: refusedBy(exchange) ?? presumed };
}

/** Throws where the version has no such plugin: a target that does not say which plugin refused would take any name. */
export function requirePlugin(name: string, kubernetesVersion: string): void {
  const known = pluginNamesOf(kubernetesVersion);
  if (!known.includes(name)) throw new Error(`Kubernetes ${kubernetesVersion} has no admission plugin ${name}: use one of ${known.join(', ')}.`);
}

/** Whether it succeeded; what it was answered where it did not. */
export function outcomeIn(exchange: Exchange): object {
  const { status } = exchange.response;
  const allowed = status >= 200 && status < 300;
  return { status, allowed, ...(!allowed && { answer: bodyOf(exchange) }) };
}

const impersonates = ({ request: { headers = {} } }: Exchange): boolean => Object.keys(headers).some((name) => name.toLowerCase().startsWith('impersonate-'));

/** Which stage refused is unknown of a request with impersonation: whether the client may impersonate is another question. */
export function forbiddenIn(exchange: Exchange): object {
  const { status } = exchange.response;
  const body = bodyOf(exchange);
  const { reason } = (body.startsWith('{') ? JSON.parse(body) : {}) as Status;
  const later = exchange.explanation?.allowed === true && !impersonates(exchange);
  return {
    status,
    reason,
    refusedBy: later ? 'something after authorization, which allowed it' : 'authorization',
    ...(status !== 403 && { answer: bodyOf(exchange) }),
  };
}

/** Whether it succeeded, and why it was allowed. */
export function permissionIn(exchange: Exchange): object {
  const { status } = exchange.response;
  return { succeeded: status >= 200 && status < 300, ...(status >= 300 && { answer: bodyOf(exchange) }), reason: exchange.explanation?.reason };
}

/** Compares. A complaint is followed by why the server decided so. */
export function complainingWith(why: () => string, compare: () => void): void {
  try {
    compare();
  } catch (error) {
    if (error instanceof Error) {
      const { message, stack = '' } = error;
      error.message = `${message}\n\n${why()}\n`;
      error.stack = stack.replace(message, () => error.message);
    }
    throw error;
  }
}

/** With what comes nearest to allowing the request, and what admission did where the target says so. */
export const explained = (exchange: Exchange, compare: () => void): void =>
  complainingWith(() => [`The server decided so because ${explanationInFull(exchange.explanation)}`, ...admissionOf(exchange)].join('\n'), compare);
