/**
 * /debug/pprof, /debug/flags, /logs and the like: pages about the process. They are there, as far as a client without
 * privileges can see; what they would say of a Go process is not.
 */
import type { HandlerResult, Call } from '../../api/registry';
import { nonResourceOf } from '../../catalog/non-resource';
import { checkRouteAccepts } from '../../response/negotiation/route-accept';
import { methodNotAllowed, PlainTextError } from '../../errors/status-error';
import type { RegistryContext } from '../generic/context';

const html = (text: string, headers: Readonly<Record<string, string>> = {}): HandlerResult => ({
  status: 200,
  text,
  headers: { 'Content-Type': 'text/html; charset=utf-8', ...headers },
});
const page = (title: string): string => `<html>\n<head>\n<title>${title}</title>\n</head>\n<body>\n${title}<br>\n</body>\n</html>\n`;

function redirect(status: number, location: string, text: string): HandlerResult {
  return { status, text, headers: { Location: location, 'Content-Type': text === '' ? '' : 'text/html; charset=utf-8' } };
}

/** The files of /var/log: none here. Their web service names no media type, so only a client that takes anything gets in. */
function logs(call: Call, context: RegistryContext): HandlerResult {
  if (call.request.method !== 'GET') throw methodNotAllowed();
  checkRouteAccepts(call.request, [], context.options.version);
  if (call.info.path === '/logs') return redirect(301, 'logs/', '');
  if (call.info.path === '/logs/') return html('<pre>\n</pre>\n');
  throw new PlainTextError(404, '404 page not found');
}

export function debugPage(call: Call, context: RegistryContext): HandlerResult | undefined {
  const { path } = call.info;
  const { paths } = nonResourceOf(context.options.version);
  if (path === '/debug/pprof') return redirect(302, '/debug/pprof/', '<a href="/debug/pprof/">Found</a>.\n\n');
  if (path === '/debug/pprof/') return html(page(path), { 'X-Content-Type-Options': 'nosniff' });
  if (path.startsWith('/debug/pprof/')) throw new PlainTextError(404, 'Unknown profile', { 'X-Go-Pprof': '1' });
  if (path === '/debug/flags/v')
    return { status: 406, text: 'unsupported http method', headers: { 'Content-Type': 'text/plain', 'X-Content-Type-Options': 'nosniff' } };
  if (path === '/debug/flags' || path.startsWith('/debug/flags/')) return html(page('/debug/flags/'));
  return paths.includes('/logs') && (path === '/logs' || path.startsWith('/logs/')) ? logs(call, context) : undefined;
}
