/** The recording of a scenario, in the format of testdata/recordings. A ServiceAccount gets its token by an exchange of its own. */
import type { KeptExchange } from '../replay/kept-exchange';
import type { Actor, Exchange, Recording } from '../replay/recording';
import type { Requester } from '../targets/target';
import type { KeptScenario } from './kept-scenarios';

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

type Unnumbered = Omit<Exchange, 'id'>;

function tokenRequest(namespace: string, name: string, saved: string): Unnumbered {
  return {
    as: 'admin',
    request: {
      method: 'POST',
      path: `/api/v1/namespaces/${namespace}/serviceaccounts/${name}/token`,
      body: { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} },
    },
    save: { [saved]: 'status.token' },
    compare: 'status',
    response: { status: 201, headers: {}, body: null },
  };
}

function actorOf(as: Exclude<Requester, { readonly kind: 'serviceAccount' }>): Actor {
  if (as.kind === 'administrator') return 'admin';
  if (as.kind === 'anonymous') return 'anonymous';
  if (as.kind === 'token') return { token: as.token };
  return { cert: { cn: as.name, ...(as.groups !== undefined && as.groups.length > 0 && { o: as.groups }) } };
}

function exchangesOf(kept: readonly KeptExchange[]): readonly Unnumbered[] {
  const tokens = new Map<string, string>();
  return kept.flatMap(({ as, request, response }): readonly Unnumbered[] => {
    if (as.kind !== 'serviceAccount') return [{ as: actorOf(as), request, response }];
    const key = `${as.namespace}/${as.name}`;
    const known = tokens.get(key);
    const saved = known ?? `token${tokens.size + 1}`;
    tokens.set(key, saved);
    const asked: Unnumbered = { as: { token: `\${${saved}}` }, request, response };
    return known === undefined ? [tokenRequest(as.namespace, as.name, saved), asked] : [asked];
  });
}

/** undefined: the scenario asked nothing. */
export function recordingOf({ result, server, exchanges }: KeptScenario): Recording | undefined {
  if (server === undefined || exchanges.length === 0) return undefined;
  const { recordedFrom, flags, files } = server;
  const folder = slug(result.pickle.uri.replace(/^features\//, '').replace(/\.feature$/, ''));
  return {
    name: `${folder}/${slug(result.pickle.name)}-${result.line}`,
    about: result.pickle.name,
    recordedFrom,
    server: { flags, files, controllers: true, ...(JSON.stringify([flags, files]).includes('$WEBHOOK') && { admissionBackend: true }) },
    masked: true,
    exchanges: exchangesOf(exchanges).map((exchange, at) => ({ id: at + 1, ...exchange })),
  };
}

/** As recordings are written: an exchange a line, so that a difference is a line. */
export function recordingText({ exchanges, ...head }: Recording): string {
  const lines = exchanges.map((exchange) => `    ${JSON.stringify(exchange)}`).join(',\n');
  return `${JSON.stringify(head, undefined, 2).replace(/\n\}$/, '')},\n  "exchanges": [\n${lines}\n  ]\n}\n`;
}
