/** A thread that asks /readyz again and again over one connection, and keeps how long each answer took. */
import { connect } from 'node:tls';
import { parentPort, workerData } from 'node:worker_threads';

const PAUSE_MILLISECONDS = 10;
const REQUEST = 'GET /readyz HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer admin-token\r\n\r\n';

function watch(port: number): void {
  let asked = 0;
  const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false, ALPNProtocols: ['http/1.1'] });
  const ask = (): void => {
    asked = performance.now();
    socket.write(REQUEST);
  };
  socket.on('secureConnect', ask);
  socket.on('data', () => {
    parentPort?.postMessage(performance.now() - asked);
    const due = performance.now() + PAUSE_MILLISECONDS;
    setTimeout(() => {
      // How late this thread itself is says how busy the machine is.
      parentPort?.postMessage(-Math.max(0, performance.now() - due));
      ask();
    }, PAUSE_MILLISECONDS);
  });
  socket.on('error', () => undefined);
  parentPort?.on('message', () => {
    // What waits now counts as long as it has waited.
    if (asked > 0) parentPort?.postMessage(performance.now() - asked);
    socket.destroy();
    parentPort?.close();
  });
}

watch((workerData as { readonly port: number }).port);
