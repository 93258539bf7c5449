Feature: The default ClusterRole admin
  Bound by a RoleBinding, admin gives the control of one namespace: read and write what runs in it, and who may do so. Its limits
  are what would let the namespace outgrow what it was given: quotas, limits, the namespace itself.
  Proves chapter 3.5 of the document on authorization: control of a namespace, except its ResourceQuotas and the namespace itself.

  Background:
    Given the namespaces "foo" and "bar"
    And the manifest "alice-is-admin-of-foo.yaml"

  Rule: Admin reads and writes in the namespace of the binding

    @claim:authz-3.5-09
    Scenario: A user with admin creates a Secret
      When alice tries to create:
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: db, namespace: foo}
        stringData: {password: swordfish}
        """
      Then the request is allowed by:
        """
        RBAC: allowed by RoleBinding "alice-admin/foo" of ClusterRole "admin" to User "alice"
        """

    Scenario: A user with admin may not create a Secret in another namespace
      When alice tries to create:
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: db, namespace: bar}
        stringData: {password: swordfish}
        """
      Then the request is forbidden with:
        """
        secrets is forbidden: User "alice" cannot create resource "secrets" in API group "" in the namespace "bar"
        """

    Scenario: Admin writes Roles and RoleBindings, which edit does not
      Then alice can:
        | verb   | object                                       | answer |
        | list   | roles in namespace "foo"                     | yes    |
        | create | roles in namespace "foo"                     | yes    |
        | delete | role "pod-reader" in namespace "foo"         | yes    |
        | list   | rolebindings in namespace "foo"              | yes    |
        | create | rolebindings in namespace "foo"              | yes    |
        | create | localsubjectaccessreviews in namespace "foo" | yes    |

    Scenario: A user with admin binds another user to view
      When alice tries to create:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: dave-views, namespace: foo}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: dave}]
        """
      Then the request is allowed by:
        """
        RBAC: allowed by RoleBinding "alice-admin/foo" of ClusterRole "admin" to User "alice"
        """

  Rule: ResourceQuotas and the namespace itself can be read and not written

    The document excepts both altogether; reading them is allowed.

    @claim:authz-3.5-11 @claim:authz-3.5-12 @refutes:authz-3.5-13
    Scenario: Admin reads ResourceQuotas and the namespace and does not write them
      Then alice can:
        | verb   | object                                   | answer |
        | list   | resourcequotas in namespace "foo"        | yes    |
        | create | resourcequotas in namespace "foo"        | no     |
        | patch  | the missing resourcequota "small" in namespace "foo" | no     |
        | delete | the missing resourcequota "small" in namespace "foo" | no     |
        | list   | limitranges in namespace "foo"           | yes    |
        | create | limitranges in namespace "foo"           | no     |
        | get    | namespace "foo"                          | yes    |
        | update | namespace "foo"                          | no     |
        | delete | namespace "foo"                          | no     |

    @claim:authz-3.5-11
    Scenario: A user with admin may not create a ResourceQuota
      When alice tries to create:
        """
        apiVersion: v1
        kind: ResourceQuota
        metadata: {name: small, namespace: foo}
        spec: {hard: {pods: "10"}}
        """
      Then the request is forbidden with:
        """
        resourcequotas is forbidden: User "alice" cannot create resource "resourcequotas" in API group "" in the namespace "foo"
        """

    @claim:authz-3.5-12
    Scenario: A user with admin may not delete the namespace
      When alice tries to delete namespace "foo"
      Then the request is forbidden with:
        """
        namespaces "foo" is forbidden: User "alice" cannot delete resource "namespaces" in API group "" in the namespace "foo"
        """

    Scenario: A user with admin of a namespace may not list namespaces
      When alice tries to list namespaces
      Then the request is forbidden with:
        """
        namespaces is forbidden: User "alice" cannot list resource "namespaces" in API group "" at the cluster scope
        """

  Rule: "Any resource" of the namespace is less than any: some kinds are not in admin

    @refutes:authz-3.5-10
    Scenario: PodTemplates are in no version of admin
      When alice tries to list podtemplates in namespace "foo"
      Then the request is forbidden with:
        """
        podtemplates is forbidden: User "alice" cannot list resource "podtemplates" in API group "" in the namespace "foo"
        """

    @until-1.20
    Scenario: Leases, events and evictions are not in admin of 1.20; Endpoints can be written
      Then alice can:
        | verb   | object                                 | answer |
        | list   | leases in namespace "foo"              | no     |
        | create | events in namespace "foo"              | no     |
        | create | the missing pods/eviction "web" in namespace "foo" | no     |
        | create | endpoints in namespace "foo"           | yes    |

    @since-1.36
    Scenario: Leases, events and evictions are in admin today; Endpoints can only be read
      Then alice can:
        | verb   | object                                 | answer |
        | list   | leases in namespace "foo"              | yes    |
        | create | events in namespace "foo"              | yes    |
        | create | the missing pods/eviction "web" in namespace "foo" | yes    |
        | create | endpoints in namespace "foo"           | no     |

  Rule: No user can grant more than they have

    Scenario: A user with admin may not create a Role with more rights than admin
      When alice tries to create:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: quota-writer, namespace: foo}
        rules: [{apiGroups: [""], resources: ["resourcequotas"], verbs: ["create"]}]
        """
      Then the request is forbidden with:
        """
        roles.rbac.authorization.k8s.io "quota-writer" is forbidden: user "alice" (groups=["system:authenticated"]) is attempting to grant RBAC permissions not currently held:
        {APIGroups:[""], Resources:["resourcequotas"], Verbs:["create"]}
        """
