/** Texts of Go's HTTP client that a real server gives now one way, now another. */

/**
 * A pattern for what Go's HTTP client says when a request takes too long: one of three texts, whichever of its clocks is first,
 * the context of the request or the client's own time-out. A real server gives now one, now another.
 */
export const GO_TIMED_OUT = '(?:context deadline exceeded|net/http: request canceled)(?: \\(Client\\.Timeout exceeded while awaiting headers\\))?';

/** What stands before the alert of a TLS server that refuses the client, where the client sees it while no request is on the connection. */
export const GO_PEEK_FAILED = /readLoopPeekFailLocked: /g;
