@flags
Feature: Which kubelet reads a Secret
  A kubelet reads the Secrets of the pods on its node, and no others. It is a kubelet by its name and by the group system:nodes.
  Proves chapters 1.2 and 2.4 of the document on security. Upstream: plugin/pkg/auth/authorizer/node/node_authorizer.go.

  Background:
    Given the API server runs with the flags:
      | authorization-mode | Node,RBAC |
    And the namespace "shop"
    And the objects:
      """
      {apiVersion: v1, kind: Node, metadata: {name: n1}}
      ---
      {apiVersion: v1, kind: Node, metadata: {name: n2}}
      ---
      {apiVersion: v1, kind: Secret, metadata: {name: password, namespace: shop}, data: {password: MTIz}}
      ---
      {apiVersion: v1, kind: Secret, metadata: {name: unused, namespace: shop}, data: {password: MTIz}}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: till, namespace: shop}
      spec:
        nodeName: n1
        automountServiceAccountToken: false
        containers: [{name: till, image: till}]
        volumes: [{name: password, secret: {secretName: password}}]
      """

  Rule: A kubelet reads the Secrets of the pods on its node

    @claim:node-1.2-07
    Scenario: The kubelet of the pod's node reads the Secret
      Given system:node:n1 is in the group "system:nodes"
      When system:node:n1 tries to get secret "password" in namespace "shop"
      Then the request is allowed

    @claim:node-2-03
    Scenario: The kubelet of another node may not read the Secret
      Given system:node:n2 is in the group "system:nodes"
      When system:node:n2 tries to get secret "password" in namespace "shop"
      Then the request is forbidden with:
        """
        secrets "password" is forbidden: User "system:node:n2" cannot get resource "secrets" in API group "" in the namespace "shop": <since 1.37: node: >no relationship found between node 'n2' and this object
        """

    @claim:node-2-03
    Scenario: The kubelet of the pod's node may not read a Secret that no pod of it uses
      Given system:node:n1 is in the group "system:nodes"
      When system:node:n1 tries to get secret "unused" in namespace "shop"
      Then the request is forbidden with:
        """
        secrets "unused" is forbidden: User "system:node:n1" cannot get resource "secrets" in API group "" in the namespace "shop": <since 1.37: node: >no relationship found between node 'n1' and this object
        """

    Scenario: The kubelet of the pod's node may not change the Secret
      Given system:node:n1 is in the group "system:nodes"
      When system:node:n1 tries to update secret "password" in namespace "shop"
      Then the request is forbidden with:
        """
        secrets "password" is forbidden: User "system:node:n1" cannot update resource "secrets" in API group "" in the namespace "shop": <since 1.37: node: >can only read resources of this type
        """

    Scenario: A user with the name of the kubelet but without the group system:nodes may not read the Secret
      Given system:node:n1 is in the group "system:kubelets"
      When system:node:n1 tries to get secret "password" in namespace "shop"
      Then the request is forbidden with:
        """
        secrets "password" is forbidden: User "system:node:n1" cannot get resource "secrets" in API group "" in the namespace "shop"
        """

    Scenario: The kubelet may not read the Secret when the pod is gone
      Given system:node:n1 is in the group "system:nodes"
      When the administrator sends DELETE /api/v1/namespaces/shop/pods/till?gracePeriodSeconds=0
      And system:node:n1 tries to get secret "password" in namespace "shop"
      Then the request is forbidden with:
        """
        secrets "password" is forbidden: User "system:node:n1" cannot get resource "secrets" in API group "" in the namespace "shop": <since 1.37: node: >no relationship found between node 'n1' and this object
        """
