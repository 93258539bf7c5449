/**
 * A pattern for what Go's HTTP client says when a request takes too long: one of three texts, whichever of its clocks is first,
 * the context of the request or the client's own time-out. A real server gives now one, now another.
 */
export const GO_TIMED_OUT = '(?:context deadline exceeded|net/http: request canceled)(?: \\(Client\\.Timeout exceeded while awaiting headers\\))?';
