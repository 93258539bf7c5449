/** One request and its answer, as a page that a human reads: who, what, the answer, and why. */
import { STATUS_CODES } from 'node:http';
import type { ApiResponse } from '../engine/api/http';
import type { TargetRequest } from '../targets/target';
import { explanationInFull, type Explanation } from './explanation';
import { aboutSecrets, maskHeader, maskJson, maskText } from './masking';
import { inWords } from './requester';

export interface Exchange {
  readonly request: TargetRequest;
  readonly response: ApiResponse;
  readonly explanation: Explanation | undefined;
}

const indented = (text: string): string => text.replace(/^(?=.)/gm, '  ');

function json(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function bodyText(body: unknown, secret: boolean): string {
  if (body === undefined || body === '') return '';
  const value = typeof body === 'string' ? json(body) : body;
  const text = value === undefined ? maskText(String(body)) : JSON.stringify(maskJson(value, secret), null, 2);
  return `\n\n${indented(text.trimEnd())}`;
}

const headerLines = (headers: Readonly<Record<string, string | readonly string[]>>): string =>
  Object.entries(headers)
    .flatMap(([name, values]) => [values].flat().map((value) => `\n  ${name}: ${maskHeader(name, value)}`))
    .join('');

const bytes = (body: string | Uint8Array): string => (typeof body === 'string' ? body : Buffer.from(body).toString());

/** The line under which an exchange is filed: `jane: GET /api/v1/pods -> 403 Forbidden`. */
export function titleOf({ request, response }: Exchange): string {
  return `${inWords(request.as)}: ${request.method} ${request.path} -> ${response.status} ${STATUS_CODES[response.status] ?? ''}`.trimEnd();
}

export function pageOf({ request, response, explanation }: Exchange): string {
  const secret = aboutSecrets(request.path);
  return [
    `${inWords(request.as)} asks\n`,
    `  ${request.method} ${request.path}${headerLines(request.headers ?? {})}${bodyText(request.body, secret)}\n`,
    'and is answered\n',
    `  ${response.status} ${STATUS_CODES[response.status] ?? ''}${headerLines(response.headers)}${bodyText(bytes(response.body), secret)}\n`,
    `because ${explanationInFull(explanation)}`,
  ].join('\n');
}
