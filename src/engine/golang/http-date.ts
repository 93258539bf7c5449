/** The time as HTTP has it in a Date header, which is made once a second. Upstream: http.TimeFormat, appendTime of net/http/server.go */
class Clock {
  #second = Number.NaN;
  #text = '';

  now(): string {
    const second = Math.floor(Date.now() / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#text = new Date(second * 1000).toUTCString();
    }
    return this.#text;
  }
}

const clock = new Clock();

export const httpDate = (): string => clock.now();
