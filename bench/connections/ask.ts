/** One request of the administrator; the answer is read and only its status looked at. */
import { request, type Agent } from 'node:https';

export const TOKEN = 'admin-token';
const HEADERS = { authorization: `Bearer ${TOKEN}`, accept: 'application/json', 'content-type': 'application/json' };
const LONGEST_MILLISECONDS = 120_000;

export interface Asked {
  readonly method: string;
  readonly target: string;
  readonly body?: string;
}

/** Something small. */
export const NAMESPACE: Asked = { method: 'GET', target: '/api/v1/namespaces/default' };

export function ask(port: number, { method, target, body }: Asked, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path: target, headers: HEADERS, agent }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    });
    sent.setTimeout(LONGEST_MILLISECONDS, () => sent.destroy(new Error('timeout')));
    sent.on('error', reject).end(body);
  });
}
