/** What the playground begins with: the policies that the documents build, each with the question that it is there for. */
import type { Asked } from './answer';

export interface Example extends Omit<Partial<Asked>, 'manifests'> {
  readonly en: string;
  readonly zh: string;
  readonly manifests: string;
}

const RBAC = 'apiVersion: rbac.authorization.k8s.io/v1';

const SERVICE_READER = `${RBAC}
kind: Role
metadata:
  name: service-reader
  namespace: foo
rules:
- apiGroups: [""]
  resources: [services]
  verbs: [get, list]
---
${RBAC}
kind: RoleBinding
metadata:
  name: read-services
  namespace: foo
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: service-reader
subjects:
- kind: ServiceAccount
  name: default
  namespace: foo
`;

const VOLUME_READER = `${RBAC}
kind: ClusterRole
metadata:
  name: volume-reader
rules:
- apiGroups: [""]
  resources: [persistentvolumes]
  verbs: [get, list]
---
${RBAC}
kind: ClusterRoleBinding
metadata:
  name: read-volumes
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: volume-reader
subjects:
- kind: ServiceAccount
  name: default
  namespace: foo
`;

const bound = (role: string, user: string): string => `${RBAC}
kind: RoleBinding
metadata:
  name: ${user}-${role}
  namespace: foo
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: ${role}
subjects:
- apiGroup: rbac.authorization.k8s.io
  kind: User
  name: ${user}
`;

const DEFAULT_ROLES = ['view', 'edit', 'admin'].map((role) => bound(role, `${role}er`)).join('---\n');

const WIDGETS = `# Rules of a ClusterRole with this label become rules of edit.
${RBAC}
kind: ClusterRole
metadata:
  name: widget-editor
  labels:
    rbac.authorization.k8s.io/aggregate-to-edit: "true"
rules:
- apiGroups: [example.com]
  resources: [widgets]
  verbs: [get, list, create, update, delete]
---
${bound('edit', 'jane')}`;

const POD_CREATOR = `# Nothing of Secrets here. But a pod mounts what it likes.
${RBAC}
kind: Role
metadata:
  name: deployer
  namespace: foo
rules:
- apiGroups: [""]
  resources: [pods, pods/exec]
  verbs: [create, get]
---
${RBAC}
kind: RoleBinding
metadata:
  name: deploy
  namespace: foo
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: deployer
subjects:
- apiGroup: rbac.authorization.k8s.io
  kind: User
  name: jane
`;

const ACCOUNT = 'system:serviceaccount:foo:default';

export const EXAMPLES: readonly Example[] = [
  {
    en: 'A Role that reads Services',
    zh: '读取 Service 的 Role',
    manifests: SERVICE_READER,
    command: 'explain',
    verb: 'list',
    type: 'services',
    namespace: 'foo',
    as: ACCOUNT,
  },
  {
    en: 'The same account in another namespace',
    zh: '同一账号在另一命名空间',
    manifests: SERVICE_READER,
    command: 'explain',
    verb: 'list',
    type: 'services',
    namespace: 'bar',
    as: ACCOUNT,
  },
  {
    en: 'A ClusterRole that reads volumes',
    zh: '读取持久卷的 ClusterRole',
    manifests: VOLUME_READER,
    command: 'explain',
    verb: 'get',
    type: 'persistentvolumes',
    as: ACCOUNT,
  },
  {
    en: 'Which default roles read Secrets?',
    zh: '哪些默认角色可读 Secret?',
    manifests: DEFAULT_ROLES,
    command: 'who-can',
    verb: 'get',
    type: 'secrets',
    namespace: 'foo',
  },
  {
    en: 'A role that is added to edit',
    zh: '并入 edit 的角色',
    manifests: WIDGETS,
    command: 'explain',
    verb: 'create',
    type: 'widgets.example.com',
    namespace: 'foo',
    as: 'jane',
  },
  {
    en: 'Who could read Secrets in the end?',
    zh: '谁最终能读到 Secret?',
    manifests: POD_CREATOR,
    command: 'who-can',
    verb: 'get',
    type: 'secrets',
    namespace: 'foo',
  },
  {
    en: 'What may everybody see?',
    zh: '任何人都能看到什么?',
    manifests: '# Only what every cluster has.\n',
    command: 'can-i --list',
    as: 'system:anonymous',
  },
  {
    en: 'A role for old versions',
    zh: '旧版本的角色',
    manifests: SERVICE_READER.replaceAll('k8s.io/v1\n', 'k8s.io/v1beta1\n'),
    command: 'explain',
    verb: 'list',
    type: 'services',
    namespace: 'foo',
    as: ACCOUNT,
  },
];
