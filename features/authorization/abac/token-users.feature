Feature: Users of an ABAC policy and of the token file
  A policy names a user as authentication does: by a certificate, a token, or, as in the document, by a line of the token file.
  Proves chapter 4.2, subjects, of the document on authorization.

  Rule: The user of a policy is the name that authentication gives

    @flags
    @claim:authz-4.2-05
    Scenario: A policy counts for the user that the token file names
      Given the file "tokens.csv":
        """
        wine-dark-sea,ulysses,1001
        """
      And the file "users.jsonl":
        """
        {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"user": "ulysses", "resource": "nodes", "readonly": true}}
        """
      And the API server runs with the flags:
        | authorization-mode        | ABAC             |
        | authorization-policy-file | $DIR/users.jsonl |
        | token-auth-file           | $DIR/tokens.csv  |
      When the bearer of the token "wine-dark-sea" sends GET /api/v1/nodes
      Then the request is allowed
      When the bearer of the token "wine-dark-sea" sends GET /api/v1/persistentvolumes
      Then the request is forbidden with:
        """
        persistentvolumes is forbidden: User "ulysses" cannot list resource "persistentvolumes" in API group "" at the cluster scope: <since 1.37: abac: >No policy matched.
        """
