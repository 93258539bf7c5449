@nodes
Feature: Static pods
  A kubelet runs the pods of a folder of its node as well. Nothing made them through the API server, which therefore has a mirror of each, so
  that it can be seen there how they are.
  Proves chapter 1.2 of the document on security. Upstream: pkg/kubelet/config/file.go, pkg/kubelet/pod/mirror_client.go.

  Background:
    Given the node "n1"
    And the namespace "shop"
    When the node "n1" has the static pod:
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      spec:
        terminationGracePeriodSeconds: 1
        containers: [{name: main, image: local/shell, imagePullPolicy: Never, command: [sh, -c, "trap \"exit 0\" TERM; while true; do sleep 0.2; done"]}]
      """

  Rule: The API server has a mirror of a static pod

    @claim:node-1.2-01 @claim:node-1.2-02
    Scenario: The mirror of a static pod has the name of the node, and shows how the pod is
      Then within 30 seconds the pod "web-n1" in namespace "shop" shows:
        | READY | STATUS  | RESTARTS |
        | 1/1   | Running | 0        |
      And within 10 seconds the events of the pod "web-n1" in namespace "shop" are:
        | type   | reason  | field                 | message |
        | Normal | Pulled  | spec.containers{main} | Container image "local/shell" already present on machine<since 1.36:  and can be accessed by the pod> |
        | Normal | Created | spec.containers{main} | <until 1.20: Created container main><since 1.36: Container created> |
        | Normal | Started | spec.containers{main} | <until 1.20: Started container main><since 1.36: Container started> |

    @claim:node-1.2-01
    Scenario: A command runs in a static pod, which the API server has not made
      Then within 30 seconds the pod "web-n1" in namespace "shop" shows:
        | READY | STATUS  | RESTARTS |
        | 1/1   | Running | 0        |
      When the pod "web-n1" in namespace "shop" runs: echo here
      Then it prints:
        """
        here
        """

    @claim:node-1.2-02
    Scenario: A mirror that is deleted comes back, and the pod has run all the time
      Then within 30 seconds the pod "web-n1" in namespace "shop" shows:
        | READY | STATUS  | RESTARTS |
        | 1/1   | Running | 0        |
      When the administrator tries to delete pod "web-n1" in namespace "shop"
      Then within 30 seconds the pod "web-n1" in namespace "shop" shows:
        | READY | STATUS  | RESTARTS |
        | 1/1   | Running | 0        |
      And within 10 seconds the events of the pod "web-n1" in namespace "shop" are:
        | type   | reason  | field                 | message |
        | Normal | Pulled  | spec.containers{main} | Container image "local/shell" already present on machine<since 1.36:  and can be accessed by the pod> |
        | Normal | Created | spec.containers{main} | <until 1.20: Created container main><since 1.36: Container created> |
        | Normal | Started | spec.containers{main} | <until 1.20: Started container main><since 1.36: Container started> |

    Scenario: A static pod ends, and its mirror goes, when its file does
      Then within 30 seconds the pod "web-n1" in namespace "shop" shows:
        | READY | STATUS  | RESTARTS |
        | 1/1   | Running | 0        |
      When the static pod "web" is removed from the node "n1"
      Then within 40 seconds the pod "web-n1" in namespace "shop" is gone
