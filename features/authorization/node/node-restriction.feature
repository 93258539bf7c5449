@flags
Feature: NodeRestriction limits what a node may write
  The Node authorizer does not see what is written. The admission plugin NodeRestriction does: a kubelet changes its own Node and
  the pods on it, and takes nothing that would draw other pods and their Secrets to its node.
  Upstream: plugin/pkg/admission/noderestriction.

  Background:
    Given the API server runs with the flags:
      | authorization-mode       | Node,RBAC       |
      | enable-admission-plugins | NodeRestriction |
    And the namespaces "shop" and "bank"
    And the manifests "node-n1.yaml", "node-n2.yaml", "pod-of-shop-on-n1.yaml" and "pod-of-bank-on-n2.yaml"
    And system:node:n1 is in the group "system:nodes"

  Rule: A node writes its own Node

    Scenario: NodeRestriction lets a node update its own Node
      When system:node:n1 tries to update nodes/status "n1"
      Then the request is allowed

    @claim:authz-5.1-31 @claim:node-2-04
    Scenario: NodeRestriction refuses an update of another Node
      When system:node:n1 tries to update nodes/status "n2"
      Then the request is forbidden with:
        """
        nodes "n2" is forbidden: node "n1" is not allowed to modify node "n2"
        """

  Rule: A node does not choose the pods that it gets

    @claim:authz-5.1-31 @claim:node-2-04
    Scenario Outline: NodeRestriction refuses that a node changes <what> of its Node
      When system:node:n1 sends PATCH /api/v1/nodes/n1 with body:
        """
        <change>
        """
      Then the request is forbidden with:
        """
        nodes "n1" is forbidden: <message>
        """

      Examples:
        | what                      | change                                                        | message                                                               |
        | a label of administrators | {"metadata":{"labels":{"node-restriction.kubernetes.io/pci":"yes"}}} | is not allowed to modify labels: node-restriction.kubernetes.io/pci |
        | the role                  | {"metadata":{"labels":{"node-role.kubernetes.io/master":""}}} | is not allowed to modify labels: node-role.kubernetes.io/master       |
        | the taints                | {"spec":{"taints":[]}}                                        | node "n1" is not allowed to modify taints                             |

    @since-1.34
    Scenario: NodeRestriction refuses that a node changes the owners of its Node
      When system:node:n1 sends PATCH /api/v1/nodes/n1 with body:
        """
        {"metadata":{"ownerReferences":[{"apiVersion":"v1","kind":"Node","name":"n2","uid":"u"}]}}
        """
      Then the request is forbidden with:
        """
        nodes "n1" is forbidden: node "n1" is not allowed to modify ownerReferences
        """

  Rule: A node reports on, deletes and evicts the pods on it

    Scenario: NodeRestriction lets a node update the status of a pod on it
      When system:node:n1 tries to update pods/status "till" in namespace "shop"
      Then the request is allowed

    @claim:authz-5.1-31
    Scenario: NodeRestriction refuses an update of the status of a pod on another node
      When system:node:n1 tries to update pods/status "counter" in namespace "bank"
      Then the request is forbidden with:
        """
        pods "counter" is forbidden: node "n1" can only update pod status for pods with spec.nodeName set to itself
        """

    Scenario: NodeRestriction refuses that a node changes labels of a pod through its status
      When system:node:n1 sends PATCH /api/v1/namespaces/shop/pods/till/status with body:
        """
        {"metadata":{"labels":{"app":"bank"}}}
        """
      Then the request is forbidden with:
        """
        pods "till" is forbidden: node "n1" cannot update labels through pod status
        """

    Scenario: NodeRestriction refuses that a node deletes a pod on another node
      When system:node:n1 tries to delete pod "counter" in namespace "bank"
      Then the request is forbidden with:
        """
        pods "counter" is forbidden: node "n1" can only delete pods with spec.nodeName set to itself
        """

  Rule: The pods that a node makes open nothing to it

    Scenario: NodeRestriction refuses a pod that is not a mirror pod
      When system:node:n1 tries to create:
        """
        apiVersion: v1
        kind: Pod
        metadata: { name: thief, namespace: bank }
        spec: { nodeName: n1, containers: [{ name: c, image: i, envFrom: [{ secretRef: { name: vault } }] }] }
        """
      Then the request is forbidden with:
        """
        pods "thief" is forbidden: pod does not have "kubernetes.io/config.mirror" annotation, node "n1" can only create mirror pods
        """

    Scenario: NodeRestriction refuses a mirror pod on another node
      When system:node:n1 tries to create:
        """
        apiVersion: v1
        kind: Pod
        metadata: { name: etcd-n2, namespace: kube-system, annotations: { kubernetes.io/config.mirror: hash } }
        spec: { nodeName: n2, containers: [{ name: etcd, image: etcd }] }
        """
      Then the request is forbidden with:
        """
        pods "etcd-n2" is forbidden: node "n1" can only create pods with spec.nodeName set to itself
        """

    Scenario: NodeRestriction refuses a mirror pod without an owner reference to the node
      When system:node:n1 tries to create:
        """
        apiVersion: v1
        kind: Pod
        metadata: { name: etcd-n1, namespace: kube-system, annotations: { kubernetes.io/config.mirror: hash } }
        spec: { nodeName: n1, containers: [{ name: etcd, image: etcd }] }
        """
      Then the request is forbidden with:
        """
        pods "etcd-n1" is forbidden: node "n1" can only create pods with an owner reference set to itself
        """

  Rule: Tokens and certificates are for the node's own pods and for itself

    Scenario: NodeRestriction refuses a token that is bound to no pod
      When system:node:n1 tries to create serviceaccounts/token "default" in namespace "shop"
      Then the request is forbidden with:
        """
        serviceaccounts "default" is forbidden: node requested token not bound to a pod
        """

    Scenario: NodeRestriction refuses a token of the ServiceAccount of a pod on another node
      When system:node:n1 tries to create serviceaccounts/token "default" in namespace "bank"
      Then the request is forbidden with:
        """
        serviceaccounts "default" is forbidden: User "system:node:n1" cannot create resource "serviceaccounts/token" in API group "" in the namespace "bank": <since 1.37: node: >no relationship found between node 'n1' and this object
        """

    @since-1.31
    Scenario: NodeRestriction refuses a certificate in the name of another node
      When system:node:n1 tries to create:
        """
        apiVersion: certificates.k8s.io/v1
        kind: CertificateSigningRequest
        metadata: { name: certificate-of-n2 }
        spec:
          signerName: kubernetes.io/kube-apiserver-client-kubelet
          usages: ['client auth']
          request: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0KTUlIck1JR1NBZ0VBTURBeEZUQVRCZ05WQkFvTURITjVjM1JsYlRwdWIyUmxjekVYTUJVR0ExVUVBd3dPYzNsegpkR1Z0T201dlpHVTZiakl3V1RBVEJnY3Foa2pPUFFJQkJnZ3Foa2pPUFFNQkJ3TkNBQVNuQkR0ZnVON2ZuNWZuCmt6cVBiRTh0TFJJN0Y0eEpOUFlDRXllc01BbHowM29IaEtVVUk1SmZaaUJSWGR6TUdVME9YbFhGa3RTZUhvNDkKNUR5RjExakNvQUF3Q2dZSUtvWkl6ajBFQXdJRFNBQXdSUUlnY29Jdk4rSm1SNFF5dllOMUFLM1l0NUo2Uzk1RApCYmxWcDlCSzdVMFcweWtDSVFDbUhJTEhHNUI4VFF0c3pZNVJyTThsa3N0T1N3cVVuUDFMc2Vxc0d3MThNUT09Ci0tLS0tRU5EIENFUlRJRklDQVRFIFJFUVVFU1QtLS0tLQo=
        """
      Then the request is forbidden with:
        """
        certificatesigningrequests.certificates.k8s.io "certificate-of-n2" is forbidden: can only create a node CSR with CN=system:node:n1
        """

    @until-1.30
    Scenario: Versions before 1.31 leave a certificate in the name of another node to the signer
      When system:node:n1 tries to create:
        """
        apiVersion: certificates.k8s.io/v1
        kind: CertificateSigningRequest
        metadata: { name: certificate-of-n2 }
        spec:
          signerName: kubernetes.io/kube-apiserver-client-kubelet
          usages: ['client auth']
          request: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0KTUlIck1JR1NBZ0VBTURBeEZUQVRCZ05WQkFvTURITjVjM1JsYlRwdWIyUmxjekVYTUJVR0ExVUVBd3dPYzNsegpkR1Z0T201dlpHVTZiakl3V1RBVEJnY3Foa2pPUFFJQkJnZ3Foa2pPUFFNQkJ3TkNBQVNuQkR0ZnVON2ZuNWZuCmt6cVBiRTh0TFJJN0Y0eEpOUFlDRXllc01BbHowM29IaEtVVUk1SmZaaUJSWGR6TUdVME9YbFhGa3RTZUhvNDkKNUR5RjExakNvQUF3Q2dZSUtvWkl6ajBFQXdJRFNBQXdSUUlnY29Jdk4rSm1SNFF5dllOMUFLM1l0NUo2Uzk1RApCYmxWcDlCSzdVMFcweWtDSVFDbUhJTEhHNUI4VFF0c3pZNVJyTThsa3N0T1N3cVVuUDFMc2Vxc0d3MThNUT09Ci0tLS0tRU5EIENFUlRJRklDQVRFIFJFUVVFU1QtLS0tLQo=
        """
      Then the request is allowed
