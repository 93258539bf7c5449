@flags
Feature: Identity of a node
  The Node authorizer answers for users named system:node:<name> in the group system:nodes, and has no opinion on other users.
  Proves chapter 4.1 of the document on authorization: the credential of a kubelet has both.

  Rule: Name and group make a node

    Background:
      Given the API server runs with the flags:
        | authorization-mode | Node |
      And the namespace "shop"
      And the manifests "settings-of-shop.yaml" and "pod-of-shop-on-n1.yaml"

    @claim:authz-4.1-15 @claim:authz-4.1-16 @claim:node-2.1-10
    Scenario: A user with the name and the group of a node reads the ConfigMap of a pod on it
      Given system:node:n1 is in the group "system:nodes"
      When system:node:n1 tries to get configmap "settings" in namespace "shop"
      Then the request is allowed

    @claim:authz-4.1-15
    Scenario: A user with the name of a node in another group is not a node
      Given system:node:n1 is in the group "system:kubelets"
      When system:node:n1 tries to get configmap "settings" in namespace "shop"
      Then the request is forbidden with:
        """
        configmaps "settings" is forbidden: User "system:node:n1" cannot get resource "configmaps" in API group "" in the namespace "shop"
        """

    @claim:authz-4.1-16
    Scenario: A user with another name in the group system:nodes is not a node
      Given kubelet is in the group "system:nodes"
      When kubelet tries to get configmap "settings" in namespace "shop"
      Then the request is forbidden with:
        """
        configmaps "settings" is forbidden: User "kubelet" cannot get resource "configmaps" in API group "" in the namespace "shop"
        """

    Scenario: A user with the name of another node may not read the ConfigMap of a pod
      Given system:node:n2 is in the group "system:nodes"
      When system:node:n2 tries to get configmap "settings" in namespace "shop"
      Then the request is forbidden with:
        """
        configmaps "settings" is forbidden: User "system:node:n2" cannot get resource "configmaps" in API group "" in the namespace "shop": <since 1.37: node: >no relationship found between node 'n2' and this object
        """

  Rule: RBAC alone gives a node nothing: no binding names the ClusterRole system:node any more

    Background:
      Given the API server runs with the flags:
        | authorization-mode | RBAC |
      And the namespace "shop"
      And the manifests "settings-of-shop.yaml" and "pod-of-shop-on-n1.yaml"

    Scenario: A node may not read the ConfigMap of its pod by RBAC alone
      Given system:node:n1 is in the group "system:nodes"
      When system:node:n1 tries to get configmap "settings" in namespace "shop"
      Then the request is forbidden with:
        """
        configmaps "settings" is forbidden: User "system:node:n1" cannot get resource "configmaps" in API group "" in the namespace "shop"
        """
