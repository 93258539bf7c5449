/** What a request asked for, as sentences name it: so that a "no" to a request is asked the same as one to a question. */
import type { Exchange } from '../../src/report/exchange';
import { infoOf } from '../../src/report/explanation';
import { objectReference, type ObjectReference } from './object-reference';
import { There, type Stage } from './there';

interface Requested {
  readonly verb: string;
  readonly object: ObjectReference;
}

function requestedBy({ request }: Exchange, kubernetesVersion: string): Requested | undefined {
  const info = infoOf(request, kubernetesVersion);
  if (info === undefined) return undefined;
  const { verb, apiGroup, resource, subresource, name, namespace, isResourceRequest } = info;
  if (!isResourceRequest) return { verb, object: objectReference(`the path ${JSON.stringify(info.path)}`) };
  const called = `${resource}${apiGroup === '' ? '' : `.${apiGroup}`}${subresource === '' ? '' : `/${subresource}`}`;
  // A namespace is in its own namespace.
  const place = namespace === '' || resource === 'namespaces' ? '' : ` in namespace ${JSON.stringify(namespace)}`;
  return { verb, object: objectReference(`${called}${name === '' ? '' : ` ${JSON.stringify(name)}`}${place}`) };
}

/** Throws when the user who asked, or what was asked for, is nowhere: that is refused whatever the policy says. */
export async function requireThere(stage: Stage, exchange: Exchange, reference: ObjectReference | undefined): Promise<void> {
  const requested = requestedBy(exchange, stage.target.kubernetesVersion);
  if (requested !== undefined) await new There(stage).require(exchange.request.as, requested.verb, reference ?? requested.object);
}
