@flags @admission:NodeRestriction
Feature: NodeRestriction lets a kubelet write only what is of its node
  The authorizer of nodes says which objects a kubelet may write; this plugin looks into them. A kubelet that is taken over cannot draw pods
  to its node with labels that pods trust.
  Upstream: plugin/pkg/admission/noderestriction, which runs only where it is named.

  Background:
    Given the API server runs with the flags:
      | authorization-mode       | Node,RBAC       |
      | enable-admission-plugins | NodeRestriction |
    And system:node:n1 is in the group "system:nodes"
    And the object:
      """
      {apiVersion: v1, kind: Node, metadata: {name: n1}}
      """

  Scenario: NodeRestriction refuses a label that is for administrators alone
    When system:node:n1 sends PATCH /api/v1/nodes/n1 with body:
      """
      {"metadata": {"labels": {"node-restriction.kubernetes.io/team": "bank"}}}
      """
    Then the request is refused by NodeRestriction:
      """
      nodes "n1" is forbidden: is not allowed to modify labels: node-restriction.kubernetes.io/team
      """

  Scenario: NodeRestriction takes a label of one's own choice
    When system:node:n1 sends PATCH /api/v1/nodes/n1 with body:
      """
      {"metadata": {"labels": {"example.com/team": "bank"}}}
      """
    Then the request is allowed

  Scenario: NodeRestriction refuses a taint on the kubelet's own node
    When system:node:n1 sends PATCH /api/v1/nodes/n1 with body:
      """
      {"spec": {"taints": [{"key": "mine", "effect": "NoSchedule"}]}}
      """
    Then the request is refused by NodeRestriction:
      """
      nodes "n1" is forbidden: node "n1" is not allowed to modify taints
      """
