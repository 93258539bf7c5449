/** What Go answers before any handler sees the request; the connection ends with it. */
export class MalformedRequest extends Error {
  constructor(
    /** Code and name. */
    readonly answer: string,
    readonly text = answer,
  ) {
    super(answer);
  }

  get bytes(): string {
    return `HTTP/1.1 ${this.answer}\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n${this.text}`;
  }
}

export const badRequest = (why = ''): MalformedRequest => new MalformedRequest(why === '' ? '400 Bad Request' : `400 Bad Request: ${why}`);
