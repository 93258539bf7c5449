/** What a scenario has observed last, for the Then steps that compare it: an exchange, or a command. */
import type { ApiResponse } from '../../src/index';
import type { Exchange } from '../../src/report/exchange';
import type { CommandResult } from './command';
import type { ObjectReference } from './object-reference';
import { tokenIn } from './tokens';

export class Observed {
  #exchange: Exchange | undefined;
  #reference: ObjectReference | undefined;
  #command: CommandResult | undefined;
  #token: string | undefined;
  #isReviewed = false;
  /** The request or command that failed and that no Then has spoken of yet. */
  #failure: string | undefined;
  #readings = 0;

  /** `reference` is how the sentence names what is asked for. */
  seeExchange(exchange: Exchange, failure: string | undefined, reference?: ObjectReference): void {
    this.#exchange = exchange;
    this.#reference = reference;
    this.#command = undefined;
    this.#failure = failure;
    this.#token = tokenIn(exchange.response) ?? this.#token;
  }

  seeCommand(result: CommandResult): void {
    this.#command = result;
    this.#exchange = undefined;
    this.#failure = result.exitCode === 0 ? undefined : `${result.command} ended with ${result.exitCode}`;
  }

  /** The token that an object of a Given has is known; nothing else of its exchange is for a Then. */
  seeArranged(response: ApiResponse): void {
    this.#token = tokenIn(response) ?? this.#token;
    this.#failure = undefined;
    this.forget();
  }

  seeTokenReview(): void {
    this.#isReviewed = true;
  }

  forget(): void {
    this.#exchange = undefined;
    this.#command = undefined;
  }

  /** How often something was read to be compared. */
  get readings(): number {
    return this.#readings;
  }

  read(): void {
    this.#readings += 1;
  }

  lastExchange(): Exchange {
    this.read();
    if (this.#exchange === undefined) throw new Error('Nothing has been asked yet: a When comes before this Then.');
    return this.#exchange;
  }

  /** How the sentence of the last request names what it asks for; undefined where it has a path. */
  get lastReference(): ObjectReference | undefined {
    return this.#reference;
  }

  lastCommand(): CommandResult {
    this.read();
    if (this.#command === undefined) throw new Error('No command has been run yet: a When that runs one comes before this Then.');
    return this.#command;
  }

  /** The token of the last answer that had one. */
  lastToken(): string {
    if (this.#token === undefined) throw new Error('No answer had a token yet: a TokenRequest, or the Secret of a token, comes before "that token".');
    return this.#token;
  }

  /** Throws when nothing has been asked of the API server: what received nothing because of that proves nothing. */
  requireRequest(): void {
    this.read();
    if (this.#exchange === undefined && this.#command === undefined && !this.#isReviewed)
      throw new Error('Nothing has been asked of the API server yet: a When comes before this Then.');
  }

  /** Throws when the last request or command failed, and no Then has followed it. */
  requireSpoken(): void {
    if (this.#failure !== undefined)
      throw new Error(`${this.#failure}, and no Then says that this is expected. Write one after it, or correct the step, so that it succeeds.`);
  }

  /** A Then has followed what was asked last. */
  speak(): void {
    this.#failure = undefined;
  }
}
