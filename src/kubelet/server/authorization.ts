/** What of the node a request to its kubelet is about, and whether the API server lets the user do that. Upstream: pkg/kubelet/server/auth.go */
import type { Client } from '../../controllers/client';
import { own, table } from '../../engine/golang/map';
import type { Version } from '../../engine/versions';
import type { KubeletUser } from './authentication';

const VERBS = table({ POST: 'create', GET: 'get', PUT: 'update', PATCH: 'patch', DELETE: 'delete' });

/** Rights of their own, asked for before that to all of the node. */
const FINE: readonly (readonly [path: string, subresource: string])[] = [
  ['/pods', 'pods'],
  ['/healthz', 'healthz'],
  ['/configz', 'configz'],
  ['/runningpods', 'pods'],
];
const COARSE: readonly (readonly [path: string, subresource: string])[] = [
  ['/stats', 'stats'],
  ['/metrics', 'metrics'],
  ['/logs', 'log'],
  ['/checkpoint', 'checkpoint'],
  ['/statusz', 'statusz'],
  ['/flagz', 'configz'],
];

const subresourceIn = (list: typeof FINE, path: string): string | undefined => list.find(([prefix]) => path === prefix || path.startsWith(`${prefix}/`))?.[1];

export interface NodeAttributes {
  readonly verb: string;
  /** Any of them will do. */
  readonly subresources: readonly string[];
}

export function attributesOf(method: string, path: string, version: Version): NodeAttributes {
  const fine = version.isEnabled('KubeletFineGrainedAuthz') === true ? subresourceIn(FINE, path) : undefined;
  const later = version.has('kubeletStatusPages') ? COARSE : COARSE.slice(0, 3);
  return { verb: own(VERBS, method) ?? '', subresources: [...(fine === undefined ? [] : [fine]), subresourceIn(later, path) ?? 'proxy'] };
}

/** What is answered with 403; undefined: it is allowed. */
export async function refusal(client: Client, node: string, user: KubeletUser, { verb, subresources }: NodeAttributes): Promise<string | undefined> {
  for (const subresource of subresources) {
    const resourceAttributes = { verb, version: 'v1', resource: 'nodes', subresource, name: node };
    const { username, uid, groups, extra } = user;
    const spec = { user: username, groups, ...(uid !== undefined && { uid }), ...(extra !== undefined && { extra }), resourceAttributes };
    const { body } = await client.request('POST', '/apis/authorization.k8s.io/v1/subjectaccessreviews', {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SubjectAccessReview',
      spec,
    });
    if ((body['status'] as { readonly allowed?: boolean } | undefined)?.allowed === true) return undefined;
  }
  return `Forbidden (user=${user.username}, verb=${verb}, resource=nodes, subresource(s)=[${subresources.join(' ')}])\n`;
}
