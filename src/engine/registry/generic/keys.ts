/** What a name in a path may not be: NamespaceKeyFunc and NoNamespaceKeyFunc of k8s.io/apiserver/pkg/registry/generic/registry. */
import { quote } from '../../golang/quote';
import { badRequest } from '../../errors/status-error';
import { nameIsPathSegment } from '../../apimachinery/names';
import { versionOfScope, type RequestScope } from './request-scope';

/** Throws 400 if nothing can be kept under the name of the request. */
export function checkKey(scope: RequestScope, name: string): void {
  if (scope.resource.namespaced && scope.namespace === '') throw badRequest('Namespace parameter required.');
  if (name === '') throw badRequest('Name parameter required.');
  const complaints = nameIsPathSegment(name, false, versionOfScope(scope));
  if (complaints.length > 0) throw badRequest(`Name parameter invalid: ${quote(name)}: ${complaints.join(';')}`);
}
