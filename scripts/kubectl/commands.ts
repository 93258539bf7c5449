/**
 * The commands of the documented RBAC walkthrough, in its order. What the walkthrough does with curl in a pod, a request as
 * the pod's ServiceAccount does here: no pod runs without a node.
 */
export interface KubectlCommand {
  readonly args: readonly string[];
  /** What the command reads from its standard input. */
  readonly input?: string;
  /** Lines that an editor adds to the end of what it is given. */
  readonly edit?: string;
}

const command = (line: string): KubectlCommand => ({ args: line.split(' ') });
const asAccount = (namespace: string, path: string): KubectlCommand => ({
  args: [
    'get',
    '--raw',
    path,
    `--as=system:serviceaccount:${namespace}:default`,
    '--as-group=system:serviceaccounts',
    `--as-group=system:serviceaccounts:${namespace}`,
    '--as-group=system:authenticated',
  ],
});

const SERVICES = '/api/v1/namespaces/foo/services';
const VOLUMES = '/api/v1/persistentvolumes';
const SERVICE_READER = `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  namespace: foo
  name: service-reader
rules:
- apiGroups: [""]
  verbs: ["get", "list"]
  resources: ["services"]
`;
const ALSO_BAR = `- kind: ServiceAccount
  name: default
  namespace: bar
`;

export const WALKTHROUGH: readonly KubectlCommand[] = [
  command('create namespace foo'),
  command('run test --image=luksa/kubectl-proxy -n foo'),
  command('create namespace bar'),
  command('run test --image=luksa/kubectl-proxy -n bar'),
  command('get pod -n foo'),
  command('get pod -n bar'),
  command('exec -n foo test -- sh'),
  asAccount('foo', SERVICES),
  asAccount('bar', SERVICES),
  { args: ['create', '-f', '-'], input: SERVICE_READER },
  { args: ['create', '-f', '-'], input: SERVICE_READER },
  command('create role service-reader --verb=get --verb=list --resource=service -n bar'),
  command('get role service-reader -n bar -o yaml'),
  command('create rolebinding test --role=service-reader --serviceaccount=foo:default -n foo'),
  asAccount('foo', SERVICES),
  { args: ['edit', 'rolebinding', 'test', '-n', 'foo'], edit: ALSO_BAR },
  command('get rolebinding test -n foo -o yaml'),
  command('get roles,rolebindings -A'),
  asAccount('bar', SERVICES),
  command('create clusterrole pv-reader --verb=get,list --resource=persistentvolumes'),
  asAccount('foo', VOLUMES),
  command('create clusterrolebinding pv-test --clusterrole=pv-reader --serviceaccount=foo:default'),
  asAccount('foo', VOLUMES),
  command('get clusterrole system:discovery -o yaml'),
  command('get clusterrolebinding system:discovery -o yaml'),
  command('get clusterroles'),
  command('get clusterrolebindings'),
  command('get clusterroles -o wide'),
  command('get clusterrolebindings -o wide'),
  command('describe role service-reader -n foo'),
  command('describe rolebinding test -n foo'),
  command('describe clusterrole view'),
  command('auth can-i list services -n foo --as=system:serviceaccount:foo:default'),
  command('auth can-i list pods -n foo --as=system:serviceaccount:foo:default'),
  command('auth can-i --list -n foo --as=system:serviceaccount:foo:default'),
  command('api-resources'),
  command('api-versions'),
  command('get namespaces,serviceaccounts'),
  command('delete rolebinding test -n foo'),
  command('get rolebinding test -n foo'),
  command('delete namespace bar --wait=false'),
];
