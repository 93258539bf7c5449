/**
 * A request to a pod, a Service or a node, and its answer back. After UpgradeAwareHandler of k8s.io/apimachinery/pkg/util/proxy
 * (upgradeaware.go, transport.go). Links in pages of HTML are left as they are.
 */
import type { HandlerResult, Call } from '../api/registry';
import type { ServerOptions } from '../api/options';
import { networkError } from '../errors/network-error';
import { requestEntityTooLarge, StatusError } from '../errors/status-error';
import { firstHeader } from '../golang/http-header';
import { isUpgrade } from '../../streaming/upgrade';
import { checkReach } from './addresses';
import { forwardedHeaders } from './forwarded-headers';
import type { Location } from './location';
import { answerHeaders, send } from './send';
import { proxyUpgrade } from './upgrade';

/** A body is read whole before it goes on. */
const LONGEST_BODY = 64 * 1024 * 1024;
const CORS = ['access-control-allow-credentials', 'access-control-allow-headers', 'access-control-allow-methods', 'access-control-allow-origin'];

async function bodyOf({ request }: Call): Promise<Uint8Array> {
  const { body = '', incoming } = request;
  if (incoming === undefined) return typeof body === 'string' ? Buffer.from(body) : body;
  await incoming.read(LONGEST_BODY + 1);
  if (incoming.bytes.length > LONGEST_BODY) throw requestEntityTooLarge(`limit is ${LONGEST_BODY}`);
  return incoming.bytes;
}

/** The target of the request without its query: as it came, escaped. */
const pathOf = ({ request }: Call): string => request.target.split('?', 1)[0] ?? '';

/** What of the target comes behind `/proxy`, escaped; '' where nothing does. */
export function pathBehindProxy(call: Call): string {
  const [, behind = ''] = /^(?:\/[^/]+){1,6}?\/(?:proxy)(\/.*)?$/.exec(pathOf(call)) ?? [];
  return behind;
}

export const queryOf = ({ request }: Call): string => request.target.split('?').slice(1).join('?');

/** `Location` of a redirection within the backend goes through the proxy again. */
function redirectedTo(redirect: string, location: Location, prefix: string): string {
  const isOtherHost = /^[a-z]+:\/\//i.test(redirect) && new URL(redirect).hostname !== location.host;
  if (isOtherHost) return redirect;
  const path = redirect.replace(/^[a-z]+:\/\/[^/]*/i, '');
  if (!path.startsWith('/') || path.startsWith(prefix)) return path;
  return `${prefix}${path}`;
}

export async function forward(call: Call, options: ServerOptions, location: Location): Promise<HandlerResult> {
  const { request } = call;
  if (isUpgrade(request)) return proxyUpgrade(call, options, location);
  if (location.path === '' && (request.method === 'GET' || request.method === 'HEAD')) {
    const query = queryOf(call);
    return { status: 301, text: '', headers: { Location: `${pathOf(call)}/${query === '' ? '' : `?${query}`}` } };
  }
  checkReach(location.host, options.kubelet);
  const prefix = location.path === '' ? pathOf(call) : pathOf(call).slice(0, -location.path.length);
  const body = await bodyOf(call);
  const hasLength = body.length > 0 || firstHeader(request, 'content-length') !== '';
  const headers = {
    ...forwardedHeaders(request, options, false),
    host: firstHeader(request, 'host'),
    'x-forwarded-uri': pathOf(call),
    ...(hasLength && { 'content-length': String(body.length) }),
  };
  try {
    const { response } = await send(location, { method: request.method, headers, body });
    const given = Object.entries(answerHeaders(response)).filter(([name]) => !CORS.includes(name.toLowerCase()));
    const answered = Object.fromEntries(given.map(([name, value]) => [name, name === 'Location' ? redirectedTo(String(value), location, prefix) : value]));
    const status = response.statusCode ?? 502;
    return { status, forwarded: response, headers: answered };
  } catch (error) {
    throw new StatusError(503, 'ServiceUnavailable', `error trying to reach service: ${networkError(error as NodeJS.ErrnoException, options.version)}`);
  }
}
