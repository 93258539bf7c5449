/** A thread that asks /readyz again and again over one connection, and keeps how long each answer took. */
import { readFileSync } from 'node:fs';
import { connect } from 'node:tls';
import { parentPort, workerData } from 'node:worker_threads';

/** What the thread says: how long an answer took, and how much of that time the server computed; how late the thread itself was. */
export type Timed = { readonly answer: number; readonly computed: number } | { readonly late: number };

const PAUSE_MILLISECONDS = 10;
const REQUEST = 'GET /readyz HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer admin-token\r\n\r\n';
/** Linux counts the time of processors in these. */
const TICK_MILLISECONDS = 10;

/** What a process has had of the processors; undefined where the system does not say. */
function processorMilliseconds(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [user, system] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13)
      .map(Number);
    return user === undefined || system === undefined ? undefined : (user + system) * TICK_MILLISECONDS;
  } catch {
    return undefined;
  }
}

function watch(port: number, pid: number): void {
  let asked = 0;
  let before: number | undefined;
  const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false, ALPNProtocols: ['http/1.1'] });
  const say = (timed: Timed): void => parentPort?.postMessage(timed);
  const ask = (): void => {
    before = processorMilliseconds(pid);
    asked = performance.now();
    socket.write(REQUEST);
  };
  const answered = (): void => {
    const answer = performance.now() - asked;
    const after = processorMilliseconds(pid);
    say({ answer, computed: before === undefined || after === undefined ? answer : Math.min(answer, after - before) });
  };
  socket.on('secureConnect', ask);
  socket.on('data', () => {
    answered();
    const due = performance.now() + PAUSE_MILLISECONDS;
    setTimeout(() => {
      // How late this thread itself is says how busy the machine is.
      say({ late: Math.max(0, performance.now() - due) });
      ask();
    }, PAUSE_MILLISECONDS);
  });
  socket.on('error', () => undefined);
  parentPort?.on('message', () => {
    // What waits now counts as long as it has waited.
    if (asked > 0) answered();
    socket.destroy();
    parentPort?.close();
  });
}

const { port, pid } = workerData as { readonly port: number; readonly pid: number };
watch(port, pid);
