/** What a server says to a client with a certificate: who it is, and whether it belongs to the group. */
import { connect, type TLSSocket } from 'node:tls';
import { own } from '../../src/engine/golang/map';
import { pemOf, type CaseFile, type RecordedCase } from './case-file';

export interface Outcome {
  readonly status: number;
  /** What the answer is about: the message of a refusal, the status of a review. */
  readonly said: unknown;
}
/** Nothing at all where the handshake did not come to an end. */
export type Answers = readonly Outcome[] | 'no handshake';

interface Question {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}

const ACCESS: Question = {
  method: 'POST',
  path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
  body: {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    spec: { resourceAttributes: { verb: 'get', resource: 'pods', namespace: 'default' } },
  },
};
const SECRETS: Question = { method: 'GET', path: '/api/v1/namespaces/default/secrets' };
const WHO: Question = {
  method: 'POST',
  path: '/apis/authentication.k8s.io/v1/selfsubjectreviews',
  body: { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' },
};

export const questionsOf = (version: string): readonly Question[] => (version === '1.20' ? [SECRETS, ACCESS] : [SECRETS, ACCESS, WHO]);

interface Said {
  readonly message?: string;
  readonly status?: unknown;
}

function requestOf({ method, path, body }: Question, remoteUser: string | undefined, isLast: boolean): string {
  const text = body === undefined ? '' : JSON.stringify(body);
  const headers = [
    `${method} ${path} HTTP/1.1`,
    'Host: localhost',
    'Accept: application/json',
    ...(body === undefined ? [] : ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(text)}`]),
    ...(remoteUser === undefined || remoteUser === '' ? [] : [`X-Remote-User: ${remoteUser}`, 'X-Remote-Group: readers']),
    ...(isLast ? ['Connection: close'] : []),
  ];
  return `${headers.join('\r\n')}\r\n\r\n${text}`;
}

/** The answers in what came over the connection. Each of them says how long it is. */
function answersIn(bytes: Buffer): readonly Outcome[] {
  const found: Outcome[] = [];
  for (let rest = bytes; rest.length > 0;) {
    const head = rest.subarray(0, rest.indexOf('\r\n\r\n')).toString();
    const length = Number(/^content-length: (\d+)/im.exec(head)?.[1]);
    const start = head.length + 4;
    const { message, status } = JSON.parse(rest.subarray(start, start + length).toString()) as Said;
    found.push({ status: Number(head.slice(9, 12)), said: typeof status === 'object' ? status : message });
    rest = rest.subarray(start + length);
  }
  return found;
}

const whole = (socket: TLSSocket): Promise<Buffer> =>
  new Promise((resolve) => {
    const parts: Buffer[] = [];
    socket.on('data', (part: Buffer) => parts.push(part));
    // A refused handshake is an error of the connection.
    socket.on('error', () => undefined).on('close', () => resolve(Buffer.concat(parts)));
  });

export async function ask(port: number, version: string, { keys, certificates }: CaseFile, { chain, key, remoteUser }: RecordedCase): Promise<Answers> {
  const socket = connect({
    port,
    host: '127.0.0.1',
    rejectUnauthorized: false,
    cert: chain.map((number) => pemOf(certificates[number] ?? '')).join(''),
    key: own(keys, key) ?? '',
    // Whatever the certificate is like, it is for the server to judge.
    ciphers: 'DEFAULT@SECLEVEL=0',
  });
  const questions = questionsOf(version);
  socket.write(questions.map((question, at) => requestOf(question, remoteUser, at === questions.length - 1)).join(''));
  const bytes = await whole(socket);
  return bytes.length === 0 ? 'no handshake' : answersIn(bytes);
}
