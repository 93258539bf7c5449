/** What a name in a path may not be: NamespaceKeyFunc and NoNamespaceKeyFunc of k8s.io/apiserver/pkg/registry/generic/registry. */
import { quote } from '../../golang/quote';
import { badRequest } from '../../errors/status-error';
import { nameIsPathSegment } from '../../apimachinery/names';
import { versionOfExchange, type Exchange } from './exchange';

/** Throws 400 if nothing can be kept under the name of the request. */
export function checkKey(exchange: Exchange, name: string): void {
  if (exchange.resource.namespaced && exchange.namespace === '') throw badRequest('Namespace parameter required.');
  if (name === '') throw badRequest('Name parameter required.');
  const complaints = nameIsPathSegment(name, false, versionOfExchange(exchange));
  if (complaints.length > 0) throw badRequest(`Name parameter invalid: ${quote(name)}: ${complaints.join(';')}`);
}
