/** The token that an answer gives: to a TokenRequest, or in the Secret of a ServiceAccount token. */
import type { ApiResponse } from '../../src/index';

interface Answer {
  readonly kind?: string;
  readonly status?: { readonly token?: string };
  readonly data?: { readonly token?: string };
}

/** A server writes the kind first; the stream of a watch begins otherwise, and is more than one document. */
const HAS_TOKEN = /^\{\s*"kind":\s*"(?:TokenRequest|Secret)"/;

export function tokenIn({ status, body }: ApiResponse): string | undefined {
  const text = String(body);
  if (status >= 300 || !HAS_TOKEN.test(text)) return undefined;
  const answer = JSON.parse(text) as Answer;
  if (answer.kind === 'TokenRequest') return answer.status?.token;
  const held = answer.kind === 'Secret' ? answer.data?.token : undefined;
  return held === undefined ? undefined : Buffer.from(held, 'base64').toString();
}
