/** What a backend answers, by path: the query says nothing, the last word on a path counts. */
import type { BackendAnswer, ReceivedRequest } from './backend';

export const pathOf = ({ target }: ReceivedRequest): string => target.split('?')[0] ?? '';

/** One answer to every request, or one that is made of the request. */
type Answer = BackendAnswer | ((request: ReceivedRequest) => BackendAnswer);

const NOT_FOUND: BackendAnswer = { status: 404, headers: { 'content-type': 'text/plain' }, body: '404 page not found\n' };

export class AnswersByPath {
  readonly #answers = new Map<string, Answer | undefined>();

  /** With undefined the client waits until it gives up. */
  set(path: string, answer: Answer | undefined): void {
    this.#answers.set(path, answer);
  }

  has(path: string): boolean {
    return this.#answers.has(path);
  }

  readonly of = (request: ReceivedRequest): BackendAnswer | undefined => {
    const path = pathOf(request);
    if (!this.#answers.has(path)) return NOT_FOUND;
    const answer = this.#answers.get(path);
    return typeof answer === 'function' ? answer(request) : answer;
  };
}
