Feature: Client certificates
  Over HTTPS a client may show a certificate that an authority of --client-ca-file has signed. Its common name is the user, its
  organizations are the groups. Proves chapter 2.1 of the first document.

  Background:
    Given the namespace "foo"
    And the objects:
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata:
        name: developers
        namespace: foo
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: ClusterRole
        name: view
      subjects:
        - apiGroup: rbac.authorization.k8s.io
          kind: Group
          name: developers
      """

  Rule: The common name is the user and an organization is a group

    @claim:node-2.1-01 @claim:authz-3.2-07
    Scenario: A user whose certificate names a group has the rights of the group
      Given jane is in the group "developers"
      When jane tries to list pods in namespace "foo"
      Then the request is allowed by:
        """
        RBAC: allowed by RoleBinding "developers/foo" of ClusterRole "view" to Group "developers"
        """

    Scenario: A user whose certificate names another group does not have the rights of the group
      Given jane is in the group "testers"
      When jane tries to list pods in namespace "foo"
      Then the request is forbidden with:
        """
        pods is forbidden: User "jane" cannot list resource "pods" in API group "" in the namespace "foo"
        """
