/**
 * Who speaks plain HTTP to the HTTPS port is told so, as net/http and crypto/tls do it: the first bytes say which it is.
 */
import { createServer, type Server, type Socket } from 'node:net';

const REQUEST = /^(?:GET \/|HEAD |POST |PUT \/|OPTIO)/;
const ANSWER = 'HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n';

/** A TCP server that hands every connection on to `secure` but those. */
export function refusingPlainHttp(secure: (socket: Socket) => void): Server {
  return createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (first: Buffer) => {
      socket.pause();
      if (REQUEST.test(first.toString('latin1', 0, 8))) {
        socket.end(ANSWER);
        return;
      }
      socket.unshift(first);
      secure(socket);
    });
  });
}
