Feature: ABAC policies for paths
  A request for a non-resource path is matched by nonResourcePath alone; * at its end stands for any rest. kubectl asks
  for such paths before it does anything, so users need policies for them.
  Proves chapter 4.2, non-resource attributes and use of kubectl, of the document on authorization.

  Rule: Two policies of the document open every path to all users and to anonymous clients

    @flags
    @claim:authz-4.2-30 @claim:authz-4.2-12 @claim:authz-4.2-10
    Scenario: A user and an anonymous client read every path by two policies
      Given the file "policy.jsonl":
        """
        {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"group": "system:authenticated", "readonly": true, "nonResourcePath": "*"}}
        {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"group": "system:unauthenticated", "readonly": true, "nonResourcePath": "*"}}
        """
      And the API server runs with the flags:
        | authorization-mode        | ABAC              |
        | authorization-policy-file | $DIR/policy.jsonl |
      And the user "jane"
      Then jane can:
        | verb | object                | answer |
        | get  | the path "/version"   | yes    |
        | post | the path "/version"   | no     |
      And an anonymous client can:
        | verb | object                | answer |
        | get  | the path "/version"   | yes    |
        | post | the path "/version"   | no     |

    @flags
    Scenario: A policy for authenticated users does not count for an anonymous client
      Given the file "policy.jsonl":
        """
        {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"group": "system:authenticated", "readonly": true, "nonResourcePath": "*"}}
        """
      And the API server runs with the flags:
        | authorization-mode        | ABAC              |
        | authorization-policy-file | $DIR/policy.jsonl |
      When an anonymous client sends GET /version
      Then the request is forbidden with:
        """
        forbidden: User "system:anonymous" cannot get path "/version": <since 1.37: abac: >No policy matched.
        """

  Rule: A path that ends with * covers everything that begins so, another only itself

    @flags
    @claim:authz-4.2-10
    Scenario: A policy for /version covers that path, and one for /foo/* all below /foo
      Given the file "policy.jsonl":
        """
        {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"user": "jane", "nonResourcePath": "/version"}}
        {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"user": "jane", "nonResourcePath": "/foo/*"}}
        """
      And the API server runs with the flags:
        | authorization-mode        | ABAC              |
        | authorization-policy-file | $DIR/policy.jsonl |
      Then jane can:
        | verb   | object                   | answer |
        | get    | the path "/version"      | yes    |
        | get    | the path "/version/"     | no     |
        | get    | the path "/foo/"         | yes    |
        | delete | the path "/foo/bar/baz"  | yes    |
        | get    | the path "/foo"          | no     |
        | list   | nodes                    | no     |

  Rule: The paths that kubectl asks for are allowed with five policies

    The document also names /swaggerapi/*, which kube-apiserver no longer has; kubectl asks for /openapi/v2 instead.

    @flags
    @claim:authz-4.2-20 @claim:authz-4.2-21
    Scenario: A user with the five policies may discover resources
      Given the file "policy.jsonl":
        """
        {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"user": "jane", "readonly": true, "nonResourcePath": "/api"}}
        {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"user": "jane", "readonly": true, "nonResourcePath": "/api/*"}}
        {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"user": "jane", "readonly": true, "nonResourcePath": "/apis"}}
        {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"user": "jane", "readonly": true, "nonResourcePath": "/apis/*"}}
        {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"user": "jane", "readonly": true, "nonResourcePath": "/version"}}
        """
      And the API server runs with the flags:
        | authorization-mode        | ABAC              |
        | authorization-policy-file | $DIR/policy.jsonl |
      Then jane can:
        | verb | object                       | answer |
        | get  | the path "/api"              | yes    |
        | get  | the path "/api/v1"           | yes    |
        | get  | the path "/apis"             | yes    |
        | get  | the path "/apis/apps/v1"     | yes    |
        | get  | the path "/version"          | yes    |
        | get  | the path "/openapi/v2"       | no     |

    @flags
    @claim:authz-4.2-20
    Scenario: A user without such a policy may not discover resources
      Given the file "policy.jsonl":
        """
        {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"user": "jane", "namespace": "*", "resource": "pods"}}
        """
      And the API server runs with the flags:
        | authorization-mode        | ABAC              |
        | authorization-policy-file | $DIR/policy.jsonl |
      When jane sends GET /api
      Then the request is forbidden with:
        """
        forbidden: User "jane" cannot get path "/api": <since 1.37: abac: >No policy matched.
        """

    @flags @since-1.36
    @refutes:authz-4.2-22
    Scenario: /swaggerapi is allowed by a policy and not found
      Given the file "policy.jsonl":
        """
        {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"user": "jane", "nonResourcePath": "/swaggerapi/*"}}
        """
      And the API server runs with the flags:
        | authorization-mode        | ABAC              |
        | authorization-policy-file | $DIR/policy.jsonl |
      When jane sends GET /swaggerapi/api/v1
      Then the response is 404 with body:
        """
        404 page not found
        """

    @flags @kubectl
    @claim:authz-4.2-18 @claim:authz-4.2-20
    Scenario: kubectl lists pods for a user whose policies allow the paths that it asks for
      Given the file "policy.jsonl":
        """
        {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"user": "jane", "readonly": true, "nonResourcePath": "/api"}}
        {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"user": "jane", "readonly": true, "nonResourcePath": "/api/*"}}
        {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"user": "jane", "readonly": true, "nonResourcePath": "/apis"}}
        {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"user": "jane", "readonly": true, "nonResourcePath": "/apis/*"}}
        {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"user": "jane", "namespace": "*", "resource": "pods", "readonly": true}}
        """
      And the API server runs with the flags:
        | authorization-mode        | ABAC              |
        | authorization-policy-file | $DIR/policy.jsonl |
      And the user "jane"
      When I run: kubectl get pods -n default --as=jane
      Then it prints:
        """
        No resources found in default namespace.
        """

    @flags @kubectl
    @claim:authz-4.2-20
    Scenario: kubectl reads no path for a user whose policies allow none
      Given the file "policy.jsonl":
        """
        {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"user": "jane", "namespace": "*", "resource": "pods", "readonly": true}}
        """
      And the API server runs with the flags:
        | authorization-mode        | ABAC              |
        | authorization-policy-file | $DIR/policy.jsonl |
      And the user "jane"
      When I run: kubectl get --raw /api --as=jane
      Then it exits with 1 and prints:
        """
        Error from server (Forbidden): forbidden: User "jane" cannot get path "/api": <since 1.37: abac: >No policy matched.
        """
