/**
 * An answer that is given before the stages that add headers (Cache-Control, Audit-Id): exactly these headers.
 * net/http gives one to a request that it cannot parse.
 */
import type { PlainTextError } from './status-error';

export class BareError extends Error {
  constructor(
    readonly code: number,
    readonly body: string,
    readonly headers: Readonly<Record<string, string>>,
  ) {
    super(body);
  }
}

/** The headers of http.Error. */
export const PLAIN_TEXT_HEADERS = { 'Content-Type': 'text/plain; charset=utf-8', 'X-Content-Type-Options': 'nosniff' } as const;

/** http.Error ends the text with a newline. */
export const plainTextBody = (text: string): string => (text.endsWith('\n') ? text : `${text}\n`);

/** http.Error, called outside of the stage that sets Cache-Control. */
export const bare = (error: PlainTextError): BareError => new BareError(error.code, plainTextBody(error.body), { ...PLAIN_TEXT_HEADERS, ...error.headers });
