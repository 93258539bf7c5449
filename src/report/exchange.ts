/** One request and its answer, as a page that a human reads: who, what, the answer, and why. */
import { STATUS_CODES } from 'node:http';
import type { ApiResponse } from '../engine/api/http';
import type { TargetRequest } from '../targets/target';
import { admissionLines, notesOf } from './admission';
import { explanationInFull, type Explanation } from './explanation';
import { objectOfProtobuf } from './masking/find';
import { aboutSecrets, maskHeader, maskJson, maskPath, maskText } from './masking/structure';
import { describeRequester } from './requester';

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

/** How a page shows what may be secret: masked, unless all is shown. */
interface Shown {
  header(name: string, value: string): string;
  path(path: string): string;
  text(text: string): string;
  json(value: unknown, secret: boolean): unknown;
}

const MASKED: Shown = { header: maskHeader, path: maskPath, text: maskText, json: maskJson };
const EVERYTHING: Shown = { header: (_name, value) => value, path: (path) => path, text: (text) => text, json: (value) => value };

/** Bytes in protobuf as the object that they hold. */
function valueOf(body: unknown): unknown {
  if (body instanceof Uint8Array) return objectOfProtobuf(body) ?? json(Buffer.from(body).toString());
  return typeof body === 'string' ? json(body) : body;
}

function bodyText(body: unknown, secret: boolean, shown: Shown): string {
  if (body === undefined || body === '') return '';
  const value = valueOf(body);
  const raw = body instanceof Uint8Array ? Buffer.from(body).toString() : String(body);
  const text = value === undefined ? shown.text(raw) : JSON.stringify(shown.json(value, secret), null, 2);
  return `\n\n${indented(text.trimEnd())}`;
}

const headerLines = (headers: Readonly<Record<string, string | readonly string[]>>, shown: Shown): string =>
  Object.entries(headers)
    .flatMap(([name, values]) => [values].flat().map((value) => `\n  ${name}: ${shown.header(name, value)}`))
    .join('');

/** The line under which an exchange is filed: `jane: GET /api/v1/pods -> 403 Forbidden`. */
export function titleOf({ request, response }: Exchange, showSecrets = false): string {
  const { path } = showSecrets ? EVERYTHING : MASKED;
  return `${describeRequester(request.as)}: ${request.method} ${path(request.path)} -> ${response.status} ${STATUS_CODES[response.status] ?? ''}`.trimEnd();
}

export function pageOf({ request, response, explanation }: Exchange, showSecrets = false): string {
  const shown = showSecrets ? EVERYTHING : MASKED;
  const secret = aboutSecrets(request.path);
  return [
    `${describeRequester(request.as)} asks\n`,
    `  ${request.method} ${shown.path(request.path)}${headerLines(request.headers ?? {}, shown)}${bodyText(request.body, secret, shown)}\n`,
    'and is answered\n',
    `  ${response.status} ${STATUS_CODES[response.status] ?? ''}${headerLines(response.headers, shown)}${bodyText(response.body, secret, shown)}\n`,
    `because ${explanationInFull(explanation)}`,
    ...admissionLines(showSecrets ? (response.admission ?? []) : notesOf(request.path, response.admission), shown.text),
  ].join('\n');
}
