/** What a connection of HTTP/2 may hold. Upstream: k8s.io/apiserver/pkg/server/secure_serving.go, golang.org/x/net/http2/server.go */
import type { Version } from '../../versions';

/** resourceBody99Percentile: what may come of a body before a handler reads it. */
export const STREAM_WINDOW = 256 * 1024;
export const MAX_FRAME_SIZE = 256 * 1024;
/** DefaultMaxHeaderBytes and the slack of net/http for ten fields. */
export const MAX_HEADER_LIST = (1 << 20) + 320;

/** http2MaxStreamsPerConnection of the versions; 0 stands for it. */
export const streamsOf = (given: number, version: Version): number => (given > 0 ? given : version.has('http2StreamsLimited') ? 100 : 250);
