Feature: Verbs and resources that no request has
  A server asks its authorizer for some rights while it handles another request: to bind, to escalate, to impersonate, to approve.
  Programs may ask for verbs and groups of their own, by access reviews.

  Background:
    Given the object:
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: odd}
      rules:
      - {apiGroups: [rbac.authorization.k8s.io], resources: [clusterroles], resourceNames: [view], verbs: [bind]}
      - {apiGroups: [""], resources: [users], resourceNames: [bob], verbs: [impersonate]}
      - {apiGroups: [certificates.k8s.io], resources: [signers], resourceNames: [example.com/*], verbs: [approve]}
      - {apiGroups: [kubeflow.org], resources: [workspaces], verbs: [start]}
      """
    And the object:
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: stopper}
      rules:
      - {apiGroups: [kubeflow.org], resources: [workspaces], verbs: [stop]}
      """
    And the user "carol"
    And the group "dev"
    And the object:
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: odd}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: odd}
      subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: jane}]
      """

  Scenario: Rules give verbs such as bind and impersonate, and verbs of other programs
    Then jane can:
      | verb        | object                                             | answer |
      | bind        | clusterroles "view"                                | yes    |
      | bind        | clusterroles "admin"                               | no     |
      | escalate    | clusterroles "view"                                | no     |
      | impersonate | users "bob"                                        | yes    |
      | impersonate | users "carol"                                      | no     |
      | impersonate | groups "dev"                                       | no     |
      | approve     | signers.certificates.k8s.io "example.com/*"        | yes    |
      | start       | workspaces.kubeflow.org in namespace "default"     | yes    |
      | stop        | workspaces.kubeflow.org in namespace "default"     | no     |
      | *           | workspaces.kubeflow.org in namespace "default"     | no     |
      | get         | the missing widgets.example.com "w" in namespace "default"     | no     |
      | *           | *                                                  | no     |
