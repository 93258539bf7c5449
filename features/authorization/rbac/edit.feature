Feature: The default ClusterRole edit
  Edit reads and writes what runs in a namespace, Secrets among it, and neither sees nor changes who may do what there.
  Proves chapter 3.5 of the document on authorization: edit reads and writes Secrets, and may not view or change Roles and RoleBindings.

  Background:
    Given the namespaces "foo" and "bar"
    And the manifest "bob-is-edit-of-foo.yaml"

  Rule: Edit reads and writes Secrets

    @claim:authz-3.5-17
    Scenario: A user with edit creates a Secret
      When bob tries to create:
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: db, namespace: foo}
        stringData: {password: swordfish}
        """
      Then the request is allowed by:
        """
        RBAC: allowed by RoleBinding "bob-edit/foo" of ClusterRole "edit" to User "bob"
        """

    @claim:authz-3.5-17
    Scenario: A user with edit lists Secrets
      When bob tries to list secrets in namespace "foo"
      Then the request is allowed by:
        """
        RBAC: allowed by RoleBinding "bob-edit/foo" of ClusterRole "edit" to User "bob"
        """

    Scenario: A user with edit may not list Secrets of another namespace
      When bob tries to list secrets in namespace "bar"
      Then the request is forbidden with:
        """
        secrets is forbidden: User "bob" cannot list resource "secrets" in API group "" in the namespace "bar"
        """

    @claim:authz-3.5-16
    Scenario: Edit writes most kinds of a namespace
      Then bob can:
        | verb   | object                                  | answer |
        | update | configmap "settings" in namespace "foo" | yes    |
        | create | pods in namespace "foo"                 | yes    |
        | create | deployments.apps in namespace "foo"     | yes    |
        | create | pods/exec "web" in namespace "foo"      | yes    |
        | create | serviceaccounts in namespace "foo"      | yes    |
        | create | resourcequotas in namespace "foo"       | no     |

  Rule: Edit sees and changes neither Roles nor RoleBindings

    @claim:authz-3.5-18
    Scenario: A user with edit may not list Roles
      When bob tries to list roles in namespace "foo"
      Then the request is forbidden with:
        """
        roles.rbac.authorization.k8s.io is forbidden: User "bob" cannot list resource "roles" in API group "rbac.authorization.k8s.io" in the namespace "foo"
        """

    @claim:authz-3.5-18
    Scenario: A user with edit may not list RoleBindings
      When bob tries to list rolebindings in namespace "foo"
      Then the request is forbidden with:
        """
        rolebindings.rbac.authorization.k8s.io is forbidden: User "bob" cannot list resource "rolebindings" in API group "rbac.authorization.k8s.io" in the namespace "foo"
        """

    @claim:authz-3.5-18
    Scenario: A user with edit may not create a Role
      When bob tries to create:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: pod-reader, namespace: foo}
        rules: [{apiGroups: [""], resources: ["pods"], verbs: ["get"]}]
        """
      Then the request is forbidden with:
        """
        roles.rbac.authorization.k8s.io is forbidden: User "bob" cannot create resource "roles" in API group "rbac.authorization.k8s.io" in the namespace "foo"
        """

    @claim:authz-3.5-18
    Scenario: A user with edit may not create a RoleBinding
      When bob tries to create:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: dave-views, namespace: foo}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: dave}]
        """
      Then the request is forbidden with:
        """
        rolebindings.rbac.authorization.k8s.io is forbidden: User "bob" cannot create resource "rolebindings" in API group "rbac.authorization.k8s.io" in the namespace "foo"
        """

  Rule: Whether edit makes tokens of ServiceAccounts depends on the version

    @since-1.36
    Scenario: A user with edit creates a token of a ServiceAccount
      When bob tries to create serviceaccounts/token "default" in namespace "foo"
      Then the request is allowed by:
        """
        RBAC: allowed by RoleBinding "bob-edit/foo" of ClusterRole "edit" to User "bob"
        """

    @until-1.20
    Scenario: A user with edit may not create a token of a ServiceAccount in 1.20
      When bob tries to create serviceaccounts/token "default" in namespace "foo"
      Then the request is forbidden with:
        """
        serviceaccounts "default" is forbidden: User "bob" cannot create resource "serviceaccounts/token" in API group "" in the namespace "foo"
        """
