@nodes
Feature: Nodes and their kubelets
  Every node has a kubelet. It makes the node known to the API server and then says again and again that it is there; a node of which
  nothing is heard is not ready, and gets no pods.
  Proves chapters 1 and 1.1 of the document on security. Upstream: pkg/kubelet/kubelet_node_status.go, pkg/controller/nodelifecycle.

  Rule: A kubelet registers its node

    @claim:node-1-02 @claim:node-1.1-01
    Scenario: A kubelet with --register-node=true registers its node, which becomes ready
      Given the node "n1" whose kubelet has the flags:
        | register-node | true |
      Then within 20 seconds the node "n1" shows:
        | NAME | STATUS | ROLES  |
        | n1   | Ready  | <none> |

    @claim:node-1.1-01
    Scenario: A kubelet registers its node unless a flag says otherwise
      Given the node "n1"
      Then within 20 seconds the node "n1" shows:
        | NAME | STATUS | ROLES  |
        | n1   | Ready  | <none> |

    @claim:node-1.1-02
    Scenario: A kubelet with --register-node=false registers nothing
      Given the node "n1" whose kubelet has the flags:
        | register-node | false |
      When 60 seconds pass
      Then within 1 second the node "n1" is gone

    @claim:node-1.1-02
    Scenario: A node that an administrator describes becomes ready by its kubelet
      Given the node "n1" whose kubelet has the flags:
        | register-node | false |
      When the administrator tries to create:
        """
        {apiVersion: v1, kind: Node, metadata: {name: n1}}
        """
      Then within 60 seconds the node "n1" shows:
        | NAME | STATUS | ROLES  |
        | n1   | Ready  | <none> |

  Rule: A kubelet says again and again that its node is there

    Background:
      Given the node "n1"

    Scenario: A node stays ready as long as its kubelet runs
      When 600 seconds pass
      Then within 1 seconds the node "n1" shows:
        | STATUS |
        | Ready  |

    Scenario: A node of which nothing is heard is not ready
      When the kubelet of the node "n1" stops
      Then within 60 seconds the node "n1" shows:
        | STATUS   |
        | NotReady |

    Scenario: A node of which nothing has been heard for half a minute is still ready
      When the kubelet of the node "n1" stops
      And 30 seconds pass
      Then within 1 seconds the node "n1" shows:
        | STATUS |
        | Ready  |

    Scenario: A pod waits for a node that is ready
      Given the namespace "shop"
      When the kubelet of the node "n1" stops
      And 60 seconds pass
      And the administrator tries to create:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec:
          containers: [{name: main, image: local/shell, imagePullPolicy: Never, command: [sh, -c, "trap \"exit 0\" TERM; while true; do sleep 0.2; done"]}]
        """
      Then within 10 seconds the pod "web" in namespace "shop" shows:
        | READY | STATUS  | RESTARTS |
        | 0/1   | Pending | 0        |
