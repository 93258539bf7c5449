Feature: A role gives a verb and no other
  A verb in a role is one action on a resource. Nothing follows from it: who may list may not watch, who may delete one object may
  not delete the collection, who may update may not patch.
  Proves chapter 3.2 of the document on authorization: a subject without a role has none of the verbs of that role.

  Rule: The verb of the role, and only that verb, is allowed

    Background:
      Given the namespace "foo"

    @claim:authz-3.2-23 @claim:authz-3.3-12
    Scenario Outline: A role with <verb> allows <verb>
      Given the objects:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: one-verb, namespace: foo}
        rules: [{apiGroups: [""], resources: ["configmaps"], verbs: ["<verb>"]}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: jane, namespace: foo}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: one-verb}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: jane}]
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings, namespace: foo}
        data: {color: red}
        """
      When jane tries to <verb> <object>
      Then the request is allowed by:
        """
        RBAC: allowed by RoleBinding "jane/foo" of Role "one-verb" to User "jane"
        """

      Examples:
        | verb             | object                                  |
        | get              | configmap "settings" in namespace "foo" |
        | list             | configmaps in namespace "foo"           |
        | watch            | configmaps in namespace "foo"           |
        | update           | configmap "settings" in namespace "foo" |
        | patch            | configmap "settings" in namespace "foo" |
        | delete           | configmap "settings" in namespace "foo" |
        | deletecollection | configmaps in namespace "foo"           |

    @claim:authz-3.2-24 @claim:authz-3.2-23
    Scenario Outline: A role with <verb> does not allow <other>
      Given the objects:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: one-verb, namespace: foo}
        rules: [{apiGroups: [""], resources: ["configmaps"], verbs: ["<verb>"]}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: jane, namespace: foo}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: one-verb}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: jane}]
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings, namespace: foo}
        data: {color: red}
        """
      When jane tries to <other> <object>
      Then the request is forbidden with:
        """
        <named> is forbidden: User "jane" cannot <other> resource "configmaps" in API group "" in the namespace "foo"
        """

      Examples:
        | verb             | other            | object                                  | named                 |
        | get              | list             | configmaps in namespace "foo"             | configmaps            |
        | list             | get              | configmap "settings" in namespace "foo"   | configmaps "settings" |
        | watch            | list             | configmaps in namespace "foo"             | configmaps            |
        | update           | patch            | configmap "settings" in namespace "foo"   | configmaps "settings" |
        | patch            | update           | configmap "settings" in namespace "foo"   | configmaps "settings" |
        | delete           | deletecollection | configmaps in namespace "foo"             | configmaps            |
        | deletecollection | delete           | configmap "settings" in namespace "foo"   | configmaps "settings" |

    @claim:authz-3.2-23
    Scenario: A role with create allows create
      Given the objects:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: one-verb, namespace: foo}
        rules: [{apiGroups: [""], resources: ["configmaps"], verbs: ["create"]}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: jane, namespace: foo}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: one-verb}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: jane}]
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings, namespace: foo}
        data: {color: red}
        """
      When jane tries to create:
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: colors, namespace: foo}
        """
      Then the request is allowed by:
        """
        RBAC: allowed by RoleBinding "jane/foo" of Role "one-verb" to User "jane"
        """

    @claim:authz-3.2-24
    Scenario: A role with update does not allow create
      Given the objects:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: one-verb, namespace: foo}
        rules: [{apiGroups: [""], resources: ["configmaps"], verbs: ["update"]}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: jane, namespace: foo}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: one-verb}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: jane}]
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings, namespace: foo}
        data: {color: red}
        """
      When jane tries to create:
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: colors, namespace: foo}
        """
      Then the request is forbidden with:
        """
        configmaps is forbidden: User "jane" cannot create resource "configmaps" in API group "" in the namespace "foo"
        """

  Rule: The resource of a role is a plural, as it is in the URL

    Background:
      Given the namespace "foo"

    @claim:authz-3.3-18
    Scenario: A role for "configmap" is accepted and gives nothing
      Given the objects:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: singular, namespace: foo}
        rules: [{apiGroups: [""], resources: ["configmap"], verbs: ["list"]}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: jane, namespace: foo}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: singular}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: jane}]
        """
      When jane tries to list configmaps in namespace "foo"
      Then the request is forbidden with:
        """
        configmaps is forbidden: User "jane" cannot list resource "configmaps" in API group "" in the namespace "foo"
        """
