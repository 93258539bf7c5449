/**
 * How long a peer may take. Upstream: k8s.io/apiserver/pkg/server/secure_serving.go, which limits the handshake by the time for a
 * head. Versions that had no limits get them as well.
 */
export const HANDSHAKE_MILLISECONDS = 32_000;
/** From its first byte. */
export const HEAD_MILLISECONDS = 32_000;
/** Between requests. */
export const IDLE_MILLISECONDS = 90_000;
/** --request-timeout, which is all the time that a body has. */
export const BODY_MILLISECONDS = 60_000;
/** From the handshake to the settings of the peer of HTTP/2. */
export const PREFACE_MILLISECONDS = 10_000;
