/** What a backend answers, by path: the query says nothing, the last word on a path counts. */
import type { BackendResponse, ReceivedRequest } from './backend';

export const pathOf = ({ target }: ReceivedRequest): string => target.split('?')[0] ?? '';

/** One answer to every request, or one that is made of the request. */
type ResponseSource = BackendResponse | ((request: ReceivedRequest) => BackendResponse);

const NOT_FOUND: BackendResponse = { status: 404, headers: { 'content-type': 'text/plain' }, body: '404 page not found\n' };

export class AnswersByPath {
  readonly #answers = new Map<string, ResponseSource | undefined>();

  /** With undefined the client waits until it gives up. */
  set(path: string, answer: ResponseSource | undefined): void {
    this.#answers.set(path, answer);
  }

  has(path: string): boolean {
    return this.#answers.has(path);
  }

  readonly of = (request: ReceivedRequest): BackendResponse | undefined => {
    const path = pathOf(request);
    if (!this.#answers.has(path)) return NOT_FOUND;
    const answer = this.#answers.get(path);
    return typeof answer === 'function' ? answer(request) : answer;
  };
}
