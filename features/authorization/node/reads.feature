@flags
Feature: What a node may read
  A kubelet reads what it needs to run the pods on its node: what those pods refer to, as long as they are on it, and what every
  node needs. Proves chapter 4.1 of the document on authorization: services, endpoints, nodes, pods, and secrets, configmaps,
  claims and volumes that are bound to the node. Upstream: plugin/pkg/auth/authorizer/node/node_authorizer.go.

  Background:
    Given the API server runs with the flags:
      | authorization-mode | Node |
    And the namespaces "shop" and "bank"
    And the manifests "node-n1.yaml", "node-n2.yaml", "password-of-shop.yaml", "settings-of-shop.yaml", "claim-of-shop.yaml", "volume-of-shop.yaml", "password-of-bank.yaml", "pod-of-shop-on-n1.yaml" and "pod-of-bank-on-n2.yaml"
    And system:node:n1 is in the group "system:nodes"

  Rule: A node reads the Secrets, ConfigMaps, claims and volumes of the pods on it, and no others

    @claim:authz-4.1-07 @claim:authz-4.1-08 @claim:authz-4.1-09 @claim:node-1.2-07 @claim:node-2-07
    Scenario Outline: A node reads <object>, to which a pod on it refers
      When system:node:n1 tries to get <object>
      Then the request is allowed

      Examples:
        | object                                             |
        | secret "password" in namespace "shop"              |
        | configmap "settings" in namespace "shop"           |
        | persistentvolumeclaim "orders" in namespace "shop" |
        | persistentvolume "disk-of-orders"                  |

    @claim:node-2-03
    Scenario: A node may not read the Secret of a pod on another node
      When system:node:n1 tries to get secret "vault" in namespace "bank"
      Then the request is forbidden with:
        """
        secrets "vault" is forbidden: User "system:node:n1" cannot get resource "secrets" in API group "" in the namespace "bank": <since 1.37: node: >no relationship found between node 'n1' and this object
        """

    Scenario: A node may not read a ConfigMap that no pod refers to
      When system:node:n1 tries to get configmap "kube-root-ca.crt" in namespace "bank"
      Then the request is forbidden with:
        """
        configmaps "kube-root-ca.crt" is forbidden: User "system:node:n1" cannot get resource "configmaps" in API group "" in the namespace "bank": <since 1.37: node: >no relationship found between node 'n1' and this object
        """

    Scenario: A node may not list the Secrets of a namespace, even where a pod of the node is
      When system:node:n1 tries to list secrets in namespace "shop"
      Then the request is forbidden with:
        """
        secrets is forbidden: User "system:node:n1" cannot list resource "secrets" in API group "" in the namespace "shop": <since 1.37: node: >No Object name found
        """

    Scenario: A node may not list PersistentVolumes
      When system:node:n1 tries to list persistentvolumes
      Then the request is forbidden with:
        """
        persistentvolumes is forbidden: User "system:node:n1" cannot list resource "persistentvolumes" in API group "" at the cluster scope: <since 1.37: node: >can only get individual resources of this type
        """

  Rule: The right comes with the pod

    Scenario: A node may not read the Secret of a pod that has no node yet
      Given the object:
        """
        apiVersion: v1
        kind: Pod
        metadata: { name: pending, namespace: bank }
        spec: { containers: [{ name: c, image: i, envFrom: [{ secretRef: { name: vault } }] }] }
        """
      When system:node:n1 tries to get secret "vault" in namespace "bank"
      Then the request is forbidden with:
        """
        secrets "vault" is forbidden: User "system:node:n1" cannot get resource "secrets" in API group "" in the namespace "bank": <since 1.37: node: >no relationship found between node 'n1' and this object
        """

    Scenario: A node reads the Secret once the pod is on the node
      Given the object:
        """
        apiVersion: v1
        kind: Pod
        metadata: { name: pending, namespace: bank }
        spec: { nodeName: n1, containers: [{ name: c, image: i, envFrom: [{ secretRef: { name: vault } }] }] }
        """
      When system:node:n1 tries to get secret "vault" in namespace "bank"
      Then the request is allowed

  Rule: Every node reads services, and each endpoints object by its name

    @claim:authz-4.1-03
    Scenario: A node lists services of all namespaces
      When system:node:n1 tries to list services
      Then the request is allowed

    @claim:authz-4.1-04
    Scenario: A node reads the endpoints of the API server
      When system:node:n1 tries to get endpoints "kubernetes" in namespace "default"
      Then the request is allowed

    Scenario: A node may not list endpoints
      When system:node:n1 tries to list endpoints
      Then the request is forbidden with:
        """
        endpoints is forbidden: User "system:node:n1" cannot list resource "endpoints" in API group "" at the cluster scope
        """

  Rule: A node reads itself and the pods on it

    @claim:authz-4.1-05
    Scenario: A node reads its own Node
      When system:node:n1 tries to get node "n1"
      Then the request is allowed

    @claim:authz-4.1-06 @claim:node-1.2-05
    Scenario: A node reads a pod on it
      When system:node:n1 tries to get pod "till" in namespace "shop"
      Then the request is allowed

    @since-1.32
    Scenario: A node may not read another Node
      When system:node:n1 tries to get node "n2"
      Then the request is forbidden with:
        """
        nodes "n2" is forbidden: User "system:node:n1" cannot get resource "nodes" in API group "" at the cluster scope: <since 1.37: node: >node 'n1' cannot read 'n2', only its own Node object
        """

    @until-1.31
    Scenario: A node reads another Node where authorizers do not see selectors
      When system:node:n1 tries to get node "n2"
      Then the request is allowed

    @since-1.32
    Scenario: A node may not read a pod on another node
      When system:node:n1 tries to get pod "counter" in namespace "bank"
      Then the request is forbidden with:
        """
        pods "counter" is forbidden: User "system:node:n1" cannot get resource "pods" in API group "" in the namespace "bank": <since 1.37: node: >no relationship found between node 'n1' and this object
        """

    @until-1.31
    Scenario: A node reads a pod on another node where authorizers do not see selectors
      When system:node:n1 tries to get pod "counter" in namespace "bank"
      Then the request is allowed

    @since-1.32
    Scenario: A node may not list all pods
      When system:node:n1 tries to list pods
      Then the request is forbidden with:
        """
        pods is forbidden: User "system:node:n1" cannot list resource "pods" in API group "" at the cluster scope: <since 1.37: node: >can only list/watch pods with spec.nodeName field selector
        """

    @until-1.31
    Scenario: A node lists all pods where authorizers do not see selectors
      When system:node:n1 tries to list pods
      Then the request is allowed

    @since-1.32
    Scenario: A node may not list the pods of another node by a field selector
      When system:node:n1 sends GET /api/v1/pods?fieldSelector=spec.nodeName%3Dn2
      Then the request is forbidden with:
        """
        pods is forbidden: User "system:node:n1" cannot list resource "pods" in API group "" at the cluster scope: <since 1.37: node: >can only list/watch pods with spec.nodeName field selector
        """

    @since-1.34
    Scenario: A node reads the ServiceAccount of a pod on it, which image credentials may need
      When system:node:n1 tries to get serviceaccount "default" in namespace "shop"
      Then the request is allowed

    @since-1.34
    Scenario: A node may not read the ServiceAccount of a pod on another node
      When system:node:n1 tries to get serviceaccount "default" in namespace "bank"
      Then the request is forbidden with:
        """
        serviceaccounts "default" is forbidden: User "system:node:n1" cannot get resource "serviceaccounts" in API group "" in the namespace "bank": <since 1.37: node: >no relationship found between node 'n1' and this object
        """

  Rule: Nothing else is readable

    @claim:authz-4.1-01
    Scenario: A node may not list Deployments
      When system:node:n1 tries to list deployments.apps
      Then the request is forbidden with:
        """
        deployments.apps is forbidden: User "system:node:n1" cannot list resource "deployments" in API group "apps" at the cluster scope
        """
