/**
 * /healthz, /livez and /readyz, and each check of theirs. Any method is answered alike. This server is healthy as long as it
 * answers. After k8s.io/apiserver/pkg/server/healthz/healthz.go.
 */
import type { ServerOptions } from '../../api/options';
import type { HandlerResult, Call, Handler } from '../../api/registry';
import { compareBytes } from '../../golang/bytes';
import { quote } from '../../golang/quote';
import { nonResourceOf, type HealthEndpoint } from '../../catalog/non-resource';
import type { RegistryContext } from '../generic/context';

const ENDPOINTS: readonly HealthEndpoint[] = ['healthz', 'livez', 'readyz'];
const NOSNIFF = { 'X-Content-Type-Options': 'nosniff' };

function report(endpoint: HealthEndpoint, checks: readonly string[], query: URLSearchParams): string {
  if (!query.has('verbose')) return 'ok';
  const excluded = new Set(query.getAll('exclude'));
  const lines = checks.map((check) => `[+]${check}${excluded.has(check) ? ' excluded: ok' : ' ok'}`);
  const unknown = [...excluded].filter((check) => !checks.includes(check)).sort(compareBytes);
  const warning = unknown.length === 0 ? [] : [`warn: some health checks cannot be excluded: no matches for ${unknown.map(quote).join(',')}`];
  return `${[...lines, ...warning, `${endpoint} check passed`].join('\n')}\n`;
}

const endpointOf = (path: string): HealthEndpoint | undefined => ENDPOINTS.find((name) => path === `/${name}` || path.startsWith(`/${name}/`));

/** The hook that makes the default roles runs only where RBAC decides. */
const RBAC_CHECK = 'poststarthook/rbac/bootstrap-roles';
const isMade = (check: string, { authorizationMode }: ServerOptions): boolean => check !== RBAC_CHECK || authorizationMode.includes('RBAC');
const checksOf = (endpoint: HealthEndpoint, options: ServerOptions): readonly string[] =>
  nonResourceOf(options.version).health[endpoint].filter((check) => isMade(check, options));

/** A path of the catalogue that is a check which this server does not make. */
export const isUnmadeCheck = (path: string, options: ServerOptions): boolean => path.endsWith(`/${RBAC_CHECK}`) && !isMade(RBAC_CHECK, options);

/** An endpoint of health, or a check of one. */
export function isHealthPath(path: string, options: ServerOptions): boolean {
  const endpoint = endpointOf(path);
  return endpoint !== undefined && (path === `/${endpoint}` || checksOf(endpoint, options).includes(path.slice(endpoint.length + 2)));
}

function answerOf({ info, query }: Call, { options }: RegistryContext): HandlerResult | undefined {
  const endpoint = endpointOf(info.path);
  if (endpoint === undefined || !isHealthPath(info.path, options)) return undefined;
  if (info.path !== `/${endpoint}`) return { status: 200, text: 'ok' };
  return { status: 200, text: report(endpoint, checksOf(endpoint, options), query), headers: NOSNIFF };
}

/** Leaves an unknown check to the handler of unknown paths. */
export const createHealth = (context: RegistryContext): Handler => ({
  handle: (call) => (call.info.isResourceRequest ? undefined : answerOf(call, context)),
});
