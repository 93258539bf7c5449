/**
 * Paths of groups and versions that the server does not serve. Within a known group the REST container answers with a Status,
 * outside of any the last handler with plain text. After k8s.io/apiserver/pkg/server/handler.go and pkg/util/notfoundhandler.
 */
import type { Call } from '../../api/registry';
import type { ServerOptions } from '../../api/options';
import { installedResources } from './installed-resources';
import { PlainTextError, resourceNotFound } from '../../errors/status-error';

export function notFoundPath({ info }: Call, options: ServerOptions): Error {
  if (info.apiPrefix === 'api') return resourceNotFound();
  const known = info.apiGroup !== '' && [...installedResources(options).keys()].some((groupVersion) => groupVersion.startsWith(`${info.apiGroup}/`));
  if (known) return resourceNotFound();
  return new PlainTextError(404, '404 page not found\n', { 'X-Content-Type-Options': 'nosniff' });
}
