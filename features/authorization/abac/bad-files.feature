Feature: ABAC policy files that are refused
  The API server does not start with a policy file that has a bad line: it names the file, the line and its text.
  Proves chapter 4.2 of the document on authorization.

  Rule: A policy is one line

    @flags
    @claim:node-2.2-17 @claim:authz-4.2-02
    Scenario: The API server does not start with a policy over several lines
      Given the file "policy.jsonl":
        """
        {
          "apiVersion": "abac.authorization.kubernetes.io/v1beta1",
          "kind": "Policy",
          "spec": {"user": "alice", "namespace": "*", "resource": "*", "apiGroup": "*"}
        }
        """
      And the API server runs with the flags:
        | authorization-mode        | ABAC              |
        | authorization-policy-file | $DIR/policy.jsonl |
      Then the API server refuses to start with:
        """
        invalid authorization config: error reading policy file $DIR/policy.jsonl, line 1: {: couldn't get version/kind; json parse error: unexpected end of JSON input
        """
