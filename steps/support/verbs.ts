/**
 * The request that a verb stands for. The verb is what the server derives from method and URL, so a sentence whose verb the
 * server would not derive is refused: `get` needs a name, `list` has none.
 */
interface Wire {
  readonly method: string;
  /** Whether the URL ends with the name of an object. */
  readonly named: boolean;
  readonly query?: string;
  readonly contentType?: string;
}

const RESOURCE_VERBS = {
  get: { method: 'GET', named: true },
  list: { method: 'GET', named: false },
  // Bounded, because a scenario takes the whole answer.
  watch: { method: 'GET', named: false, query: '?watch=true&timeoutSeconds=1' },
  create: { method: 'POST', named: false },
  update: { method: 'PUT', named: true },
  patch: { method: 'PATCH', named: true, contentType: 'application/merge-patch+json' },
  delete: { method: 'DELETE', named: true },
  deletecollection: { method: 'DELETE', named: false },
} as const satisfies Record<string, Wire>;

const WIRES: ReadonlyMap<string, Wire> = new Map(Object.entries(RESOURCE_VERBS));

const PATH_VERBS = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options'] as const;

/** Whether there are requests with the verb. */
export const isRequestVerb = (verb: string): boolean => WIRES.has(verb);

/** The verb for a URL path other than a resource's is the method in lower case. */
export function methodOfPathVerb(verb: string): string {
  if (PATH_VERBS.some((known) => known === verb)) return verb.toUpperCase();
  throw new Error(`The server derives no verb "${verb}" for a path that is not a resource: use one of ${PATH_VERBS.join(', ')}.`);
}

export function wireOf(verb: string, name: string, subresource: string): Wire {
  const wire = WIRES.get(verb);
  if (wire === undefined)
    throw new Error(
      `No request has the verb "${verb}" on a resource: use one of ${Object.keys(RESOURCE_VERBS).join(', ')}. Other verbs are asked for while a request is handled: write a row of "can:" with this verb.`,
    );
  // What is created under a subresource has the name of its parent in the URL.
  const named = wire.named || (verb === 'create' && subresource !== '');
  if (named && name === '') throw new Error(`"${verb}" needs a name: the server would derive another verb from a URL without one.`);
  if (!named && name !== '') throw new Error(`"${verb}" has no name: the server would derive another verb from a URL with one.`);
  return wire;
}
