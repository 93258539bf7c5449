@admission:TaintNodesByCondition
Feature: TaintNodesByCondition keeps pods from a node that has not reported yet
  A new node is tainted as not ready until its conditions say otherwise, so that no pod is scheduled to it before.
  Upstream: plugin/pkg/admission/nodetaint, which runs by default.

  Scenario: TaintNodesByCondition taints a new node
    When the administrator tries to create:
      """
      {apiVersion: v1, kind: Node, metadata: {name: n1}}
      """
    Then the request is allowed
    And the object is changed:
      """
      + spec.taints: [{"key":"node.kubernetes.io/not-ready","effect":"NoSchedule"}]
      """

  Scenario: TaintNodesByCondition leaves a node that has the taint as it is
    When the administrator tries to create:
      """
      {apiVersion: v1, kind: Node, metadata: {name: n1}, spec: {taints: [{key: node.kubernetes.io/not-ready, effect: NoSchedule}]}}
      """
    Then the request is allowed
    And the object is changed:
      """

      """
