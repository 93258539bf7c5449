Feature: Subjects of a binding
  A binding names users, groups and ServiceAccounts. Users and groups are only names: nothing in the cluster has to exist for
  them, and no object is named by more than what the authentication of a request says of its sender.
  Proves chapters 3.2 and 3.3 of the document on authorization: account, ServiceAccount, and a group of either.

  Background:
    Given the namespaces "foo" and "bar"
    And the objects:
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: service-reader, namespace: foo}
      rules: [{apiGroups: [""], resources: ["services"], verbs: ["get", "list"]}]
      """

  Rule: A subject of the kind User is the name that authentication gives

    @claim:authz-3.2-21 @claim:authz-3.2-26 @claim:authz-3.2-20
    Scenario: The user whom a binding names lists services
      Given the objects:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: readers, namespace: foo}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: service-reader}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: jane}]
        """
      When jane tries to list services in namespace "foo"
      Then the request is allowed by:
        """
        RBAC: allowed by RoleBinding "readers/foo" of Role "service-reader" to User "jane"
        """

    @claim:authz-3.2-05 @claim:authz-3.2-20 @claim:authz-3.2-24
    Scenario: A user whom no binding names may not list services
      Given the objects:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: readers, namespace: foo}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: service-reader}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: jane}]
        """
      When dave tries to list services in namespace "foo"
      Then the request is forbidden with:
        """
        services is forbidden: User "dave" cannot list resource "services" in API group "" in the namespace "foo"
        """

  Rule: A subject of the kind Group counts for all members of the group

    @claim:authz-3.2-21 @claim:authz-3.2-26
    Scenario: A member of the group that a binding names lists services
      Given dave is in the groups "auditors" and "developers"
      And the objects:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: readers, namespace: foo}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: service-reader}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: Group, name: auditors}]
        """
      When dave tries to list services in namespace "foo"
      Then the request is allowed by:
        """
        RBAC: allowed by RoleBinding "readers/foo" of Role "service-reader" to Group "auditors"
        """

    Scenario: A member of another group may not list services
      Given dave is in the group "developers"
      And the objects:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: readers, namespace: foo}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: service-reader}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: Group, name: auditors}]
        """
      When dave tries to list services in namespace "foo"
      Then the request is forbidden with:
        """
        services is forbidden: User "dave" cannot list resource "services" in API group "" in the namespace "foo"
        """

  Rule: A ServiceAccount is named with its namespace, and is in the group of all ServiceAccounts of its namespace

    @claim:authz-3.2-21 @claim:authz-3.2-26
    Scenario: The ServiceAccount of another namespace lists services when the binding names it
      Given the objects:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: readers, namespace: foo}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: service-reader}
        subjects: [{kind: ServiceAccount, name: default, namespace: bar}]
        """
      When system:serviceaccount:bar:default tries to list services in namespace "foo"
      Then the request is allowed by:
        """
        RBAC: allowed by RoleBinding "readers/foo" of Role "service-reader" to ServiceAccount "default/bar"
        """

    Scenario: A ServiceAccount of the same name in the namespace of the binding may not list services
      Given the objects:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: readers, namespace: foo}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: service-reader}
        subjects: [{kind: ServiceAccount, name: default, namespace: bar}]
        """
      When system:serviceaccount:foo:default tries to list services in namespace "foo"
      Then the request is forbidden with:
        """
        services is forbidden: User "system:serviceaccount:foo:default" cannot list resource "services" in API group "" in the namespace "foo"
        """

    @claim:authz-3.2-21
    Scenario: A ServiceAccount lists services by the group of all ServiceAccounts of its namespace
      Given the objects:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: readers, namespace: foo}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: service-reader}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: Group, name: "system:serviceaccounts:bar"}]
        """
      When system:serviceaccount:bar:default tries to list services in namespace "foo"
      Then the request is allowed by:
        """
        RBAC: allowed by RoleBinding "readers/foo" of Role "service-reader" to Group "system:serviceaccounts:bar"
        """

  Rule: Without a role a user may do nothing with resources

    The document says that a ServiceAccount may list and change nothing by default. It may ask what it may do, as every authenticated user may.

    @claim:authz-3.3-11 @claim:authz-3.1-03
    Scenario: A ServiceAccount without a binding can discover the API and nothing else
      Then system:serviceaccount:foo:default can:
        | verb   | object                                         | answer |
        | list   | services in namespace "foo"                    | no     |
        | get    | the missing service "web" in namespace "foo"               | no     |
        | create | services in namespace "foo"                    | no     |
        | delete | the missing service "web" in namespace "foo"               | no     |
        | list   | pods in namespace "foo"                        | no     |
        | create | selfsubjectaccessreviews.authorization.k8s.io  | yes    |
        | create | selfsubjectrulesreviews.authorization.k8s.io   | yes    |

  Rule: The rights of several roles add up

    @claim:authz-3.2-22
    Scenario: A user with two roles has the rights of both
      Given the objects:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: readers, namespace: foo}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: service-reader}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: jane}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: service-deleter, namespace: foo}
        rules: [{apiGroups: [""], resources: ["services"], verbs: ["delete"]}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: deleters, namespace: foo}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: service-deleter}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: jane}]
        """
      Then jane can:
        | verb   | object                                        | answer |
        | list   | services in namespace "foo"                   | yes    |
        | delete | service "web" in namespace "foo"              | yes    |
        | update | the missing service "web" in namespace "foo"  | no     |
        | list   | services in namespace "bar"                   | no     |
