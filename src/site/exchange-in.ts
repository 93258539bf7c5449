/** An exchange as a step attaches it (src/report/exchange.ts): its title, and a text of the request, the answer and why. */
import type { SiteAttachment } from './site-run';

export interface ShownExchange {
  readonly who: string;
  /** `who: METHOD path` */
  readonly request: string;
  readonly path: string;
  /** `403 Forbidden` */
  readonly answer: string;
  /** The request and its answer in full. */
  readonly text: string;
  /** Why it was answered so, by which authorizer, binding or rule; '' where nothing says so. */
  readonly why: string;
}

const ANSWERED = ' -> ';
const ASKS = ': ';
const METHOD_AND_PATH = /^[A-Z]+ (\/\S*)$/;
const BECAUSE = '\n\nbecause ';

/** undefined: the attachment is something else. */
export function exchangeIn({ title, body }: SiteAttachment): ShownExchange | undefined {
  const [request = '', answer] = title.split(ANSWERED);
  const at = request.lastIndexOf(ASKS);
  const path = METHOD_AND_PATH.exec(request.slice(at + ASKS.length))?.[1];
  if (answer === undefined || path === undefined || at < 0) return undefined;
  const [text = '', why = ''] = body.split(BECAUSE);
  return { who: request.slice(0, at), request, path, answer, text, why };
}
