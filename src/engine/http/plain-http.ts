/**
 * A client that speaks plain HTTP to the HTTPS port gets an answer in plain HTTP, as net/http and crypto/tls give it: the first
 * bytes show which it is.
 */
import { createServer, type Server, type Socket } from 'node:net';
import { next } from '../golang/turns';
import { HANDSHAKE_MILLISECONDS } from './time-limits';

const REQUEST = /^(?:GET \/|HEAD |POST |PUT \/|OPTIO)/;
const ANSWER = 'HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n';
/** tcpKeepAliveListener of k8s.io/apiserver/pkg/server/secure_serving.go. */
const KEEP_ALIVE_MILLISECONDS = 180_000;

/** A TCP server that hands every connection on to `secure` but those. */
export function refusingPlainHttp(secure: (socket: Socket) => void): Server {
  const options = { allowHalfOpen: true, noDelay: true, keepAlive: true, keepAliveInitialDelay: KEEP_ALIVE_MILLISECONDS };
  return createServer(options, (socket) => {
    const impatience = setTimeout(() => socket.destroy(), HANDSHAKE_MILLISECONDS).unref();
    socket.on('error', () => undefined);
    socket.once('close', () => clearTimeout(impatience));
    socket.once('end', () => socket.end());
    socket.once('data', (first: Buffer) => {
      clearTimeout(impatience);
      socket.pause();
      if (REQUEST.test(first.toString('latin1', 0, 8))) {
        socket.end(ANSWER);
        return;
      }
      socket.removeAllListeners('end');
      socket.unshift(first);
      // A handshake costs a signature: of many that come at once only some are begun before others are answered.
      next(() => {
        if (!socket.destroyed) secure(socket);
      });
    });
  });
}
