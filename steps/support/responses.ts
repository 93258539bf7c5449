/** What an answer says, in the form in which steps compare it. */
import type { Exchange } from '../../src/report/exchange';
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

/** With what comes nearest to allowing the request. */
export const explained = (exchange: Exchange, compare: () => void): void =>
  complainingWith(() => `The server decided so because ${explanationInFull(exchange.explanation)}`, compare);
