Feature: Changes of an ABAC policy file
  The API server reads its policy file once, when it starts. What is written into it later counts after the next start.
  Proves chapter 4.2, that new policies need a restart, of the document on authorization.

  Background:
    Given the file "policy.jsonl":
      """
      {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"user": "alice", "resource": "nodes"}}
      """
    And the API server runs with the flags:
      | authorization-mode        | ABAC              |
      | authorization-policy-file | $DIR/policy.jsonl |

  Rule: A new policy counts after a restart of the API server

    @flags
    @claim:authz-4.2-25
    Scenario: A changed policy file counts after a restart: bob gets a policy and alice loses hers
      When bob tries to list nodes
      Then the request is forbidden with:
        """
        nodes is forbidden: User "bob" cannot list resource "nodes" in API group "" at the cluster scope: <since 1.37: abac: >No policy matched.
        """
      Given the file "policy.jsonl":
        """
        {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"user": "bob", "resource": "nodes"}}
        """
      Then bob can:
        | verb | object | answer |
        | list | nodes  | no     |
      And alice can:
        | verb | object | answer |
        | list | nodes  | yes    |
      When the API server restarts with empty storage
      Then bob can:
        | verb | object | answer |
        | list | nodes  | yes    |
      And alice can:
        | verb | object | answer |
        | list | nodes  | no     |
