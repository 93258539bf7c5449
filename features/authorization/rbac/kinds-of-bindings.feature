Feature: Which kind of role and which kind of binding
  A role says what, a binding says who and where. A ClusterRoleBinding counts in the whole cluster, a RoleBinding in its own
  namespace, whichever kind of role it names; and what is in no namespace is out of reach of every RoleBinding.
  Proves the table at the end of chapter 3.5 of the document on authorization, row by row, and the combinations that it leaves out.

  Background:
    Given the namespaces "foo" and "bar"

  Rule: Resources of the cluster, other URLs, and resources of all namespaces take a ClusterRole and a ClusterRoleBinding

    Scenario: Rows one to three
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

    Scenario: A node, by the cluster-wide binding
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

    Scenario: Row four, one ClusterRole for many namespaces
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

    Scenario: The same binding in another namespace
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

    Scenario: Resources of the cluster stay out of reach, though the ClusterRole names them
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

    Scenario: So do other URLs
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

    Scenario: Row five, a Role and a RoleBinding in the same namespace
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

    Scenario: A RoleBinding finds the Role of its own namespace only, and the refusal says that there is none
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

  Rule: A ClusterRoleBinding cannot name a Role

    Scenario: The combination that is not in the table
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

  Rule: A Role cannot speak of URLs that are no resources

    @since-1.33
    Scenario: A Role for /metrics
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
    Scenario: A Role for /metrics, whose refusal before 1.33 shows the value as Go prints it
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
    Scenario: From view to edit
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
    Scenario: From view to edit, whose refusal before 1.33 shows the value as Go prints it
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
