@flags
Feature: What a node may write
  A kubelet reports: what its node is, how its pods do, what happens to them. Whose Node and whose pods it writes is not for the
  authorizer to see but for the admission plugin NodeRestriction (node-restriction.feature). Proves chapter 4.1 of the document on
  authorization: node and node status, pods and pod status, events.

  Background:
    Given the API server runs with the flags:
      | authorization-mode | Node |
    And the namespaces "shop" and "bank"
    And the manifests "node-n1.yaml", "node-n2.yaml", "password-of-shop.yaml", "settings-of-shop.yaml", "claim-of-shop.yaml", "volume-of-shop.yaml", "password-of-bank.yaml", "pod-of-shop-on-n1.yaml" and "pod-of-bank-on-n2.yaml"
    And system:node:n1 is in the group "system:nodes"

  Rule: A node writes Nodes, pods, their status, and events

    @claim:authz-4.1-10 @claim:authz-4.1-11 @claim:authz-4.1-02 @claim:authz-3.1-22
    Scenario Outline: A node may <verb> <object>
      When system:node:n1 tries to <verb> <object>
      Then the request is allowed

      Examples:
        | verb   | object                                 |
        | update | node "n1"                              |
        | patch  | node "n1"                              |
        | update | nodes/status "n1"                      |
        | patch  | nodes/status "n1"                      |
        | delete | pod "till" in namespace "shop"         |
        | update | pods/status "till" in namespace "shop" |
        | patch  | pods/status "till" in namespace "shop" |

    Scenario: A node may update another Node, because the authorizer does not see whose it is
      When system:node:n1 tries to update nodes/status "n2"
      Then the request is allowed

    @claim:authz-4.1-13
    Scenario: A node creates an event about a pod
      When system:node:n1 tries to create:
        """
        apiVersion: v1
        kind: Event
        metadata: { name: till.started, namespace: shop }
        involvedObject: { kind: Pod, namespace: shop, name: till }
        reason: Started
        type: Normal
        """
      Then the request is allowed

    @claim:authz-4.1-11 @claim:node-1.2-02
    Scenario: A node creates a mirror pod
      When system:node:n1 tries to create:
        """
        apiVersion: v1
        kind: Pod
        metadata: { name: etcd-n1, namespace: kube-system, annotations: { kubernetes.io/config.mirror: hash } }
        spec: { nodeName: n1, containers: [{ name: etcd, image: etcd }] }
        """
      Then the request is allowed

    @refutes:authz-4.1-12
    Scenario: A node may not change a pod itself
      When system:node:n1 tries to patch pod "till" in namespace "shop"
      Then the request is forbidden with:
        """
        pods "till" is forbidden: User "system:node:n1" cannot patch resource "pods" in API group "" in the namespace "shop"
        """

    Scenario: A node may not delete all pods of a namespace
      When system:node:n1 tries to deletecollection pods in namespace "shop"
      Then the request is forbidden with:
        """
        pods is forbidden: User "system:node:n1" cannot deletecollection resource "pods" in API group "" in the namespace "shop"
        """

    Scenario: A node may not delete its Node
      When system:node:n1 tries to delete node "n1"
      Then the request is forbidden with:
        """
        nodes "n1" is forbidden: User "system:node:n1" cannot delete resource "nodes" in API group "" at the cluster scope
        """

    Scenario: A node may not delete events
      When system:node:n1 tries to deletecollection events in namespace "shop"
      Then the request is forbidden with:
        """
        events is forbidden: User "system:node:n1" cannot deletecollection resource "events" in API group "" in the namespace "shop"
        """

  Rule: What a node only reads, it does not write

    Scenario: A node may not update the Secret of a pod on it
      When system:node:n1 tries to update secret "password" in namespace "shop"
      Then the request is forbidden with:
        """
        secrets "password" is forbidden: User "system:node:n1" cannot update resource "secrets" in API group "" in the namespace "shop": <since 1.37: node: >can only read resources of this type
        """

    Scenario: A node may not delete a service
      When system:node:n1 tries to delete service "kubernetes" in namespace "default"
      Then the request is forbidden with:
        """
        services "kubernetes" is forbidden: User "system:node:n1" cannot delete resource "services" in API group "" in the namespace "default"
        """

  Rule: Each node keeps its own lease

    Scenario: A node may not update the lease of another node
      When system:node:n1 tries to update lease.coordination.k8s.io "n2" in namespace "kube-node-lease"
      Then the request is forbidden with:
        """
        leases.coordination.k8s.io "n2" is forbidden: User "system:node:n1" cannot update resource "leases" in API group "coordination.k8s.io" in the namespace "kube-node-lease": <since 1.37: node: >can only access node lease with the same name as the requesting node
        """

    Scenario: A node may not read a lease outside kube-node-lease
      When system:node:n1 tries to get lease.coordination.k8s.io "n1" in namespace "shop"
      Then the request is forbidden with:
        """
        leases.coordination.k8s.io "n1" is forbidden: User "system:node:n1" cannot get resource "leases" in API group "coordination.k8s.io" in the namespace "shop": <since 1.37: node: >can only access leases in the "kube-node-lease" system namespace
        """
