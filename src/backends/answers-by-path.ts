/** What a backend answers, by path: the query says nothing, the last word on a path counts. */
import type { BackendAnswer, ReceivedRequest } from './backend';

export const pathOf = ({ target }: ReceivedRequest): string => target.split('?')[0] ?? '';

const NOT_FOUND: BackendAnswer = { status: 404, headers: { 'content-type': 'text/plain' }, body: '404 page not found\n' };

export class AnswersByPath {
  readonly #answers = new Map<string, BackendAnswer | undefined>();

  /** With undefined the client waits until it gives up. */
  set(path: string, answer: BackendAnswer | undefined): void {
    this.#answers.set(path, answer);
  }

  has(path: string): boolean {
    return this.#answers.has(path);
  }

  readonly of = (request: ReceivedRequest): BackendAnswer | undefined => {
    const path = pathOf(request);
    return this.#answers.has(path) ? this.#answers.get(path) : NOT_FOUND;
  };
}
