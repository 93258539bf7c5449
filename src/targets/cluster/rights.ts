/** What the credentials of the context must be allowed to do. Asked before anything is written; what is missing is listed. */
import type { ApiRequest, ApiResponse } from '../../engine/api/http';

interface Right {
  readonly verb: string;
  readonly resource: string;
  readonly group?: string;
  readonly subresource?: string;
}

const RBAC = 'rbac.authorization.k8s.io';
const WRITES = ['create', 'delete', 'get', 'list', 'patch'];
const ROLES = [...WRITES, 'bind', 'escalate'];

const all = (verbs: readonly string[], resource: string, group = ''): readonly Right[] => verbs.map((verb) => ({ verb, resource, group }));

const NEEDED: readonly Right[] = [
  ...all(['impersonate'], 'users'),
  ...all(['impersonate'], 'groups'),
  { verb: 'create', resource: 'serviceaccounts', subresource: 'token' },
  ...all(['create'], 'subjectaccessreviews', 'authorization.k8s.io'),
  ...all(WRITES, 'namespaces'),
  ...all(['get', 'list'], 'serviceaccounts'),
  ...all(['get', 'list'], 'configmaps'),
  ...all(['get', 'list'], 'secrets'),
  ...all(ROLES, 'clusterroles', RBAC),
  ...all(WRITES, 'clusterrolebindings', RBAC),
  ...all(ROLES, 'roles', RBAC),
  ...all(WRITES, 'rolebindings', RBAC),
];

const objectOf = ({ resource, group = '', subresource = '' }: Right): string =>
  `${resource}${group === '' ? '' : `.${group}`}${subresource === '' ? '' : `/${subresource}`}`;

/** The verbs of a resource together: `create, delete namespaces`. */
function describeRights(rights: readonly Right[]): string {
  const objects = [...new Set(rights.map(objectOf))];
  const verbsOf = (object: string): string => rights.flatMap((right) => (objectOf(right) === object ? [right.verb] : [])).join(', ');
  return objects.map((object) => `${verbsOf(object)} ${object}`).join('; ');
}

async function has(send: (request: ApiRequest) => Promise<ApiResponse>, right: Right): Promise<boolean> {
  const { status, body } = await send({
    method: 'POST',
    target: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify({ apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', spec: { resourceAttributes: right } }),
  });
  if (status !== 201) throw new Error(`The cluster does not say what the context may do: it answered ${status} ${String(body).trim()}`);
  return (JSON.parse(String(body)) as { readonly status: { readonly allowed: boolean } }).status.allowed;
}

/** Throws an Error that lists the rights that are missing. */
export async function checkRights(context: string, send: (request: ApiRequest) => Promise<ApiResponse>): Promise<void> {
  const answers = await Promise.all(NEEDED.map(async (right) => ({ right, held: await has(send, right) })));
  const missing = answers.filter(({ held }) => !held).map(({ right }) => right);
  if (missing.length > 0)
    throw new Error(`The credentials of the context ${JSON.stringify(context)} may not: ${describeRights(missing)}. Nothing was written.`);
}
