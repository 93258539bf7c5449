Feature: The default ClusterRole cluster-admin
  Cluster-admin allows every verb on everything. How far that reaches is up to the binding: a ClusterRoleBinding gives the whole
  cluster, a RoleBinding everything in one namespace, the namespace itself and what admin lacks among it.
  Proves chapter 3.5 of the document on authorization: a RoleBinding to cluster-admin controls a namespace in every respect.

  Background:
    Given the namespaces "foo" and "bar"

  Rule: Bound by a RoleBinding, it gives what admin cannot: quotas and the namespace itself

    Background:
      Given the manifest "jane-is-cluster-admin-of-foo.yaml"

    @claim:authz-3.5-15
    Scenario: cluster-admin of a namespace creates a ResourceQuota
      When jane tries to create:
        """
        apiVersion: v1
        kind: ResourceQuota
        metadata: {name: small, namespace: foo}
        spec: {hard: {pods: "10"}}
        """
      Then the request is allowed by:
        """
        RBAC: allowed by RoleBinding "jane-cluster-admin/foo" of ClusterRole "cluster-admin" to User "jane"
        """

    @claim:authz-3.5-15
    Scenario: cluster-admin of a namespace changes the namespace
      When jane tries to patch namespace "foo"
      Then the request is allowed by:
        """
        RBAC: allowed by RoleBinding "jane-cluster-admin/foo" of ClusterRole "cluster-admin" to User "jane"
        """

    Scenario: cluster-admin of a namespace may not change another namespace
      When jane tries to patch namespace "bar"
      Then the request is forbidden with:
        """
        namespaces "bar" is forbidden: User "jane" cannot patch resource "namespaces" in API group "" in the namespace "bar"
        """

    Scenario: cluster-admin of a namespace may not list PersistentVolumes
      When jane tries to list persistentvolumes
      Then the request is forbidden with:
        """
        persistentvolumes is forbidden: User "jane" cannot list resource "persistentvolumes" in API group "" at the cluster scope
        """

    @claim:authz-3.5-15
    Scenario: cluster-admin bound by a RoleBinding reaches its namespace and nothing else
      Then jane can:
        | verb   | object                                | answer |
        | delete | namespace "foo"                       | yes    |
        | create | limitranges in namespace "foo"        | yes    |
        | create | pods/binding "web" in namespace "foo" | yes    |
        | list   | podtemplates in namespace "foo"       | yes    |
        | create | namespaces                            | no     |
        | list   | secrets                               | no     |
        | list   | nodes                                 | no     |
        | get    | the path "/metrics"                   | no     |

  Rule: Bound by a ClusterRoleBinding, it gives the cluster

    Background:
      Given the objects:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: jane-cluster-admin}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: jane}]
        """

    @claim:authz-3.5-14 @claim:node-2-06
    Scenario: cluster-admin bound by a ClusterRoleBinding reaches the whole cluster
      Then jane can:
        | verb   | object              | answer |
        | create | namespaces          | yes    |
        | list   | secrets             | yes    |
        | delete | node "n1"           | yes    |
        | get    | the path "/metrics" | yes    |
        | delete | namespace "bar"     | yes    |

  Rule: The group system:masters is bound to it by default

    @claim:node-2-05
    Scenario: The ClusterRoleBinding cluster-admin names the group system:masters
      Then the clusterrolebinding "cluster-admin" is:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata:
          annotations:
            rbac.authorization.kubernetes.io/autoupdate: "true"
          creationTimestamp: <time>
          labels:
            kubernetes.io/bootstrapping: rbac-defaults
          name: cluster-admin
          resourceVersion: <resourceVersion>
          uid: <uid>
        roleRef:
          apiGroup: rbac.authorization.k8s.io
          kind: ClusterRole
          name: cluster-admin
        subjects:
          - apiGroup: rbac.authorization.k8s.io
            kind: Group
            name: system:masters
        """
