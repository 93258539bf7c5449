Feature: The default ClusterRole view
  View reads most of what is in a namespace. It leaves out Secrets, because a token in a Secret would give the rights of another user, and
  Roles and RoleBindings.
  Proves chapter 3.5 of the document on authorization: view reads most resources except Roles, RoleBindings and Secrets.

  Background:
    Given the namespaces "foo" and "bar"
    And the manifest "carol-is-view-of-foo.yaml"

  Rule: View reads, and writes nothing

    Scenario: A user with view lists pods
      When carol tries to list pods in namespace "foo"
      Then the request is allowed by:
        """
        RBAC: allowed by RoleBinding "carol-view/foo" of ClusterRole "view" to User "carol"
        """

    Scenario: A user with view may not list pods of another namespace
      When carol tries to list pods in namespace "bar"
      Then the request is forbidden with:
        """
        pods is forbidden: User "carol" cannot list resource "pods" in API group "" in the namespace "bar"
        """

    Scenario: A user with view may not delete pods
      When carol tries to deletecollection pods in namespace "foo"
      Then the request is forbidden with:
        """
        pods is forbidden: User "carol" cannot deletecollection resource "pods" in API group "" in the namespace "foo"
        """

    @claim:authz-3.5-19 @claim:authz-3.1-14
    Scenario: View reads most kinds of a namespace and writes none
      Then carol can:
        | verb   | object                              | answer |
        | list   | services in namespace "foo"         | yes    |
        | list   | configmaps in namespace "foo"       | yes    |
        | list   | serviceaccounts in namespace "foo"  | yes    |
        | list   | deployments.apps in namespace "foo" | yes    |
        | list   | jobs in namespace "foo"             | yes    |
        | list   | resourcequotas in namespace "foo"   | yes    |
        | get    | namespace "foo"                     | yes    |
        | get    | pods/log "web" in namespace "foo"   | yes    |
        | create | configmaps in namespace "foo"       | no     |
        | create | the missing pods/exec "web" in namespace "foo"  | no     |

  Rule: View sees neither Secrets nor Roles nor RoleBindings

    @claim:authz-3.5-21 @claim:node-2.4-02
    Scenario: A user with view may not list Secrets
      When carol tries to list secrets in namespace "foo"
      Then the request is forbidden with:
        """
        secrets is forbidden: User "carol" cannot list resource "secrets" in API group "" in the namespace "foo"
        """

    @claim:authz-3.5-20
    Scenario: A user with view may not list Roles
      When carol tries to list roles in namespace "foo"
      Then the request is forbidden with:
        """
        roles.rbac.authorization.k8s.io is forbidden: User "carol" cannot list resource "roles" in API group "rbac.authorization.k8s.io" in the namespace "foo"
        """

    @claim:authz-3.5-20
    Scenario: A user with view may not list RoleBindings
      When carol tries to list rolebindings in namespace "foo"
      Then the request is forbidden with:
        """
        rolebindings.rbac.authorization.k8s.io is forbidden: User "carol" cannot list resource "rolebindings" in API group "rbac.authorization.k8s.io" in the namespace "foo"
        """
