@flags
Feature: Who is a node
  The Node authorizer answers for users named system:node:<name> in the group system:nodes, and has no opinion on anybody else.
  Proves chapter 4.1 of the document on authorization: the credential of a kubelet has both.

  Rule: Name and group make a node

    Background:
      Given the API server runs with the flags:
        | authorization-mode | Node |
      And the namespace "shop"
      And the manifests "settings-of-shop.yaml" and "pod-of-shop-on-n1.yaml"

    Scenario: Both
      Given system:node:n1 is in the group "system:nodes"
      When system:node:n1 tries to get configmap "settings" in namespace "shop"
      Then the request is allowed

    Scenario: The name of a node in another group
      Given system:node:n1 is in the group "system:kubelets"
      When system:node:n1 tries to get configmap "settings" in namespace "shop"
      Then the request is forbidden with:
        """
        configmaps "settings" is forbidden: User "system:node:n1" cannot get resource "configmaps" in API group "" in the namespace "shop"
        """

    Scenario: Another name in the group of nodes
      Given kubelet is in the group "system:nodes"
      When kubelet tries to get configmap "settings" in namespace "shop"
      Then the request is forbidden with:
        """
        configmaps "settings" is forbidden: User "kubelet" cannot get resource "configmaps" in API group "" in the namespace "shop"
        """

    Scenario: The name of another node
      Given system:node:n2 is in the group "system:nodes"
      When system:node:n2 tries to get configmap "settings" in namespace "shop"
      Then the request is forbidden with:
        """
        configmaps "settings" is forbidden: User "system:node:n2" cannot get resource "configmaps" in API group "" in the namespace "shop": <since 1.37: node: >no relationship found between node 'n2' and this object
        """

  Rule: RBAC alone gives a node nothing: nobody is bound to the ClusterRole system:node any more

    Background:
      Given the API server runs with the flags:
        | authorization-mode | RBAC |
      And the namespace "shop"
      And the manifests "settings-of-shop.yaml" and "pod-of-shop-on-n1.yaml"

    Scenario: Name, group and pod are there
      Given system:node:n1 is in the group "system:nodes"
      When system:node:n1 tries to get configmap "settings" in namespace "shop"
      Then the request is forbidden with:
        """
        configmaps "settings" is forbidden: User "system:node:n1" cannot get resource "configmaps" in API group "" in the namespace "shop"
        """
