/**
 * The logs of a container, from the kubelet as they come. After k8s.io/apiserver/pkg/registry/generic/rest (streamer.go, response_checker.go).
 */
import type { HandlerResult } from '../api/registry';
import type { ServerOptions } from '../api/options';
import { networkError } from '../errors/network-error';
import { badRequest, internalError, plainError, StatusError } from '../errors/status-error';
import { quote } from '../golang/quote';
import { checkReach } from './addresses';
import { urlOf, type Location } from './location';
import { send } from './send';

const LONGEST_REFUSAL = 50_000;

async function textOf(body: AsyncIterable<unknown>): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of body) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8', 0, LONGEST_REFUSAL);
}

/** NewGenericServerResponse of k8s.io/apimachinery/pkg/api/errors, of what a kubelet answers. */
function refusal(code: number, name: string, text: string): StatusError {
  const details = { name, kind: 'pods/log', causes: [{ reason: 'UnexpectedServerResponse', message: text }] };
  if (code === 404) return new StatusError(404, 'NotFound', `the server could not find the requested resource (pods/log ${name})`, details);
  if (code === 401) return new StatusError(401, 'Unauthorized', `the server has asked for the client to provide credentials (pods/log ${name})`, details);
  if (code === 403) return new StatusError(403, 'Forbidden', `${text} (pods/log ${name})`, details);
  if (code === 503) return new StatusError(503, 'ServiceUnavailable', `the server is currently unable to handle the request (pods/log ${name})`, details);
  return new StatusError(code, '', `the server responded with the status code ${code} but did not return more information (pods/log ${name})`, details);
}

export async function containerLogs(options: ServerOptions, pod: string, location: Location): Promise<HandlerResult> {
  checkReach(location.host, options.kubelet);
  const answer = await send(location, { method: 'GET', headers: { 'user-agent': 'kube-apiserver', 'accept-encoding': 'identity' } }).catch(
    (error: NodeJS.ErrnoException) => {
      throw plainError(`Get ${quote(urlOf(location))}: ${networkError(error, options.version)}`);
    },
  );
  const { response } = answer;
  const { statusCode = 0 } = response;
  if (statusCode >= 200 && statusCode <= 206) return { status: 200, forwarded: response, headers: { 'Content-Type': 'text/plain' } };
  const text = await textOf(response);
  if (statusCode === 500) throw internalError(text);
  if (statusCode === 400) throw badRequest(text);
  throw refusal(statusCode, pod, text);
}
