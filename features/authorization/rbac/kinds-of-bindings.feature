Feature: Kinds of roles and of bindings
  A role says what, a binding says who and where. A ClusterRoleBinding counts in the whole cluster, a RoleBinding in its own
  namespace, whichever kind of role it names; and what is in no namespace is out of reach of every RoleBinding.
  Proves the table at the end of chapter 3.5 of the document on authorization, row by row, and the combinations that it leaves out.

  Background:
    Given the namespaces "foo" and "bar"

  Rule: Resources of the cluster, other URLs, and resources of all namespaces take a ClusterRole and a ClusterRoleBinding

    @claim:authz-3.5-25 @claim:authz-3.5-26 @claim:authz-3.5-27 @claim:authz-3.2-02 @claim:authz-3.4-04 @claim:authz-3.2-25
    Scenario: A ClusterRole with a ClusterRoleBinding gives resources of the cluster, paths, and all namespaces
      Given the objects:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: reader}
        rules:
        - {apiGroups: [""], resources: ["nodes", "persistentvolumes", "configmaps"], verbs: ["get", "list"]}
        - {nonResourceURLs: ["/metrics"], verbs: ["get"]}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: jane-reads}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "reader"}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: jane}]
        """
      Then jane can:
        | verb | object                        | answer |
        | list | nodes                         | yes    |
        | list | persistentvolumes             | yes    |
        | get  | the path "/metrics"           | yes    |
        | list | configmaps                    | yes    |
        | list | configmaps in namespace "foo" | yes    |
        | list | configmaps in namespace "bar" | yes    |

    @claim:authz-3.5-25
    Scenario: A user lists nodes by a ClusterRoleBinding
      Given the objects:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: reader}
        rules:
        - {apiGroups: [""], resources: ["nodes", "persistentvolumes", "configmaps"], verbs: ["get", "list"]}
        - {nonResourceURLs: ["/metrics"], verbs: ["get"]}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: jane-reads}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "reader"}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: jane}]
        """
      When jane tries to list nodes
      Then the request is allowed by:
        """
        RBAC: allowed by ClusterRoleBinding "jane-reads" of ClusterRole "reader" to User "jane"
        """

  Rule: A ClusterRole that a RoleBinding names counts in the namespace of the binding

    @claim:authz-3.4-05 @claim:authz-3.5-28
    Scenario: A ClusterRole bound by a RoleBinding gives resources of the namespace of the binding
      Given the objects:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: reader}
        rules:
        - {apiGroups: [""], resources: ["nodes", "persistentvolumes", "configmaps"], verbs: ["get", "list"]}
        - {nonResourceURLs: ["/metrics"], verbs: ["get"]}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: jane-reads, namespace: foo}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "reader"}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: jane}]
        """
      Then jane can:
        | verb | object                        | answer |
        | list | nodes                         | no     |
        | list | persistentvolumes             | no     |
        | get  | the path "/metrics"           | no     |
        | list | configmaps                    | no     |
        | list | configmaps in namespace "foo" | yes    |
        | list | configmaps in namespace "bar" | no     |

    @claim:authz-3.5-28
    Scenario: A ClusterRole bound by a RoleBinding of another namespace gives nothing in this one
      Given the objects:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: reader}
        rules:
        - {apiGroups: [""], resources: ["nodes", "persistentvolumes", "configmaps"], verbs: ["get", "list"]}
        - {nonResourceURLs: ["/metrics"], verbs: ["get"]}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: jane-reads, namespace: foo}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "reader"}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: jane}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: jane-reads, namespace: bar}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "reader"}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: jane}]
        """
      Then jane can:
        | verb | object                        | answer |
        | list | nodes                         | no     |
        | list | persistentvolumes             | no     |
        | get  | the path "/metrics"           | no     |
        | list | configmaps                    | no     |
        | list | configmaps in namespace "foo" | yes    |
        | list | configmaps in namespace "bar" | yes    |

    @claim:authz-3.4-01
    Scenario: A ClusterRole bound by a RoleBinding gives no resources of the cluster
      Given the objects:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: reader}
        rules:
        - {apiGroups: [""], resources: ["nodes", "persistentvolumes", "configmaps"], verbs: ["get", "list"]}
        - {nonResourceURLs: ["/metrics"], verbs: ["get"]}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: jane-reads, namespace: foo}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "reader"}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: jane}]
        """
      When jane tries to list nodes
      Then the request is forbidden with:
        """
        nodes is forbidden: User "jane" cannot list resource "nodes" in API group "" at the cluster scope
        """

    @claim:authz-3.5-26
    Scenario: A ClusterRole bound by a RoleBinding gives no paths
      Given the objects:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: reader}
        rules:
        - {apiGroups: [""], resources: ["nodes", "persistentvolumes", "configmaps"], verbs: ["get", "list"]}
        - {nonResourceURLs: ["/metrics"], verbs: ["get"]}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: jane-reads, namespace: foo}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "reader"}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: jane}]
        """
      When jane tries to get the path "/metrics"
      Then the request is forbidden with:
        """
        forbidden: User "jane" cannot get path "/metrics"
        """

  Rule: A Role counts in its own namespace

    @claim:authz-3.5-29 @claim:authz-3.2-25 @claim:authz-3.3-14
    Scenario: A Role bound by a RoleBinding gives resources of their namespace
      Given the objects:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: reader, namespace: foo}
        rules: [{apiGroups: [""], resources: ["nodes", "persistentvolumes", "configmaps"], verbs: ["get", "list"]}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: jane-reads, namespace: foo}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: "reader"}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: jane}]
        """
      Then jane can:
        | verb | object                        | answer |
        | list | nodes                         | no     |
        | list | persistentvolumes             | no     |
        | get  | the path "/metrics"           | no     |
        | list | configmaps                    | no     |
        | list | configmaps in namespace "foo" | yes    |
        | list | configmaps in namespace "bar" | no     |

    @claim:authz-3.3-14
    Scenario: A RoleBinding does not find the Role of another namespace, and the refusal says so
      Given the objects:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: reader, namespace: foo}
        rules: [{apiGroups: [""], resources: ["nodes", "persistentvolumes", "configmaps"], verbs: ["get", "list"]}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: jane-reads, namespace: bar}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: "reader"}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: jane}]
        """
      When jane tries to list configmaps in namespace "bar"
      Then the request is forbidden with:
        """
        configmaps is forbidden: User "jane" cannot list resource "configmaps" in API group "" in the namespace "bar": <since 1.37: rbac: >RBAC: role.rbac.authorization.k8s.io "reader" not found
        """

  Rule: Roles and RoleBindings are of a namespace, ClusterRoles and ClusterRoleBindings of the cluster

    @claim:authz-3.2-03 @claim:authz-3.2-27 @claim:authz-3.2-28
    Scenario: The API of RBAC has these four resources, each of a namespace or of the cluster
      When the administrator sends GET /apis/rbac.authorization.k8s.io/v1?pretty=false
      Then the response is 200 with body:
        """
        {"kind":"APIResourceList","apiVersion":"v1","groupVersion":"rbac.authorization.k8s.io/v1","resources":[{"name":"clusterrolebindings","singularName":"<since 1.36: clusterrolebinding>","namespaced":false,"kind":"ClusterRoleBinding","verbs":["create","delete","deletecollection","get","list","patch","update","watch"],"storageVersionHash":"48tpQ8gZHFc="},{"name":"clusterroles","singularName":"<since 1.36: clusterrole>","namespaced":false,"kind":"ClusterRole","verbs":["create","delete","deletecollection","get","list","patch","update","watch"],"storageVersionHash":"bYE5ZWDrJ44="},{"name":"rolebindings","singularName":"<since 1.36: rolebinding>","namespaced":true,"kind":"RoleBinding","verbs":["create","delete","deletecollection","get","list","patch","update","watch"],"storageVersionHash":"eGsCzGH6b1g="},{"name":"roles","singularName":"<since 1.36: role>","namespaced":true,"kind":"Role","verbs":["create","delete","deletecollection","get","list","patch","update","watch"],"storageVersionHash":"7FuwZcIIItM="}]}
        """

  Rule: A ClusterRoleBinding cannot name a Role

    Scenario: A ClusterRoleBinding of a Role is invalid
      Given the objects:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: reader, namespace: foo}
        rules: [{apiGroups: [""], resources: ["nodes", "persistentvolumes", "configmaps"], verbs: ["get", "list"]}]
        """
      When the administrator tries to create:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: jane-reads}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: "reader"}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: jane}]
        """
      Then the request fails with 422 Invalid:
        """
        ClusterRoleBinding.rbac.authorization.k8s.io "jane-reads" is invalid: roleRef.kind: Unsupported value: "Role": supported values: "ClusterRole"
        """

  Rule: A Role has no rules for non-resource URLs

    @since-1.33
    @claim:authz-3.4-03
    Scenario: A Role for /metrics is invalid
      When the administrator tries to create:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: metrics, namespace: foo}
        rules: [{nonResourceURLs: ["/metrics"], verbs: ["get"]}]
        """
      Then the request fails with 422 Invalid:
        """
        Role.rbac.authorization.k8s.io "metrics" is invalid: rules[0].nonResourceURLs: Invalid value: ["/metrics"]: namespaced rules cannot apply to non-resource URLs
        """

    @until-1.32
    @claim:authz-3.4-03
    Scenario: A Role for /metrics is invalid before 1.33, where the message has the value as Go prints it
      When the administrator tries to create:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: metrics, namespace: foo}
        rules: [{nonResourceURLs: ["/metrics"], verbs: ["get"]}]
        """
      Then the request fails with 422 Invalid:
        """
        Role.rbac.authorization.k8s.io "metrics" is invalid: rules[0].nonResourceURLs: Invalid value: []string{"/metrics"}: namespaced rules cannot apply to non-resource URLs
        """

  Rule: The role of a binding never changes

    @since-1.33
    Scenario: The roleRef of a binding cannot change from view to edit
      Given the objects:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: jane-reads}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "view"}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: jane}]
        """
      When the administrator sends PATCH /apis/rbac.authorization.k8s.io/v1/clusterrolebindings/jane-reads with body:
        """
        {"roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "edit"}}
        """
      Then the request fails with 422 Invalid:
        """
        ClusterRoleBinding.rbac.authorization.k8s.io "jane-reads" is invalid: roleRef: Invalid value: {"APIGroup":"rbac.authorization.k8s.io","Kind":"ClusterRole","Name":"edit"}: <until 1.36: cannot change roleRef><since 1.37: field is immutable>
        """

    @until-1.32
    Scenario: The roleRef of a binding cannot change before 1.33, where the message has the value as Go prints it
      Given the objects:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: jane-reads}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "view"}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: jane}]
        """
      When the administrator sends PATCH /apis/rbac.authorization.k8s.io/v1/clusterrolebindings/jane-reads with body:
        """
        {"roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "edit"}}
        """
      Then the request fails with 422 Invalid:
        """
        ClusterRoleBinding.rbac.authorization.k8s.io "jane-reads" is invalid: roleRef: Invalid value: rbac.RoleRef{APIGroup:"rbac.authorization.k8s.io", Kind:"ClusterRole", Name:"edit"}: cannot change roleRef
        """
