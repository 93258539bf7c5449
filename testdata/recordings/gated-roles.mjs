// The default roles and bindings with feature gates that are not as by default. Asked with shared/oracle/record.mjs.
const get = (path, headers) => ({ request: { method: 'GET', path, ...(headers && { headers }) } });
const RBAC = '/apis/rbac.authorization.k8s.io/v1';
const roles = [get(`${RBAC}/clusterroles`), get(`${RBAC}/clusterrolebindings`), get(`${RBAC}/roles`), get(`${RBAC}/rolebindings`)];
const ON = 'AllAlpha=true,AllBeta=true';
export const scripts = [
  { name: 'gates/roles-beta', about: 'The default roles with all beta gates on.', flags: { 'feature-gates': 'AllBeta=true' }, steps: roles },
  { name: 'gates/roles-all', about: 'The default roles with all gates on.', flags: { 'feature-gates': ON, 'runtime-config': 'api/all=true' }, steps: roles },
  { name: 'gates/roles-none', about: 'The default roles with all gates off that can be.', flags: { 'feature-gates': 'AllAlpha=false,AllBeta=false' }, steps: roles },
  { name: 'gates/roles-some', about: 'The default roles with some of the gates that change them.', since: '1.36', flags: { 'feature-gates': 'AllBeta=false,GenericWorkload=true,PodCertificateRequest=true,ComponentFlagz=true,DRADeviceTaints=true' }, steps: roles },
];
