Feature: ABAC policies without a version
  The first format of a policy has user, group, readonly, resource and namespace, and no version. What it leaves out matches
  anything, other than in version v1beta1, where what is left out matches only what the request leaves out too.
  Proves chapter 2.2 of the document on security.

  Rule: A field that is not set matches any value

    @flags
    @claim:node-2.2-22
    Scenario: A policy with nothing but a user allows that user everything
      Given the file "policy.jsonl":
        """
        {"user": "alice"}
        """
      And the API server runs with the flags:
        | authorization-mode        | ABAC              |
        | authorization-policy-file | $DIR/policy.jsonl |
      And the user "bob"
      Then alice can:
        | verb   | object                              | answer |
        | delete | secret "s" in namespace "foo"       | yes    |
        | create | deployments in namespace "bar"      | yes    |
        | get    | the path "/metrics"                 | yes    |
      And bob can:
        | verb | object | answer |
        | list | nodes  | no     |

    @flags
    Scenario: A policy of v1beta1 with nothing but a user allows nothing
      Given the file "policy.jsonl":
        """
        {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"user": "alice"}}
        """
      And the API server runs with the flags:
        | authorization-mode        | ABAC              |
        | authorization-policy-file | $DIR/policy.jsonl |
      When alice tries to delete secret "s" in namespace "foo"
      Then the request is forbidden with:
        """
        secrets "s" is forbidden: User "alice" cannot delete resource "secrets" in API group "" in the namespace "foo": <since 1.37: abac: >No policy matched.
        """

    @flags
    @claim:node-2.2-22
    Scenario: A policy with nothing but a resource allows it to every authenticated user in every namespace and API group
      Given the file "policy.jsonl":
        """
        {"resource": "events"}
        """
      And the API server runs with the flags:
        | authorization-mode        | ABAC              |
        | authorization-policy-file | $DIR/policy.jsonl |
      And the user "jane"
      And the namespace "foo"
      Then jane can:
        | verb   | object                                      | answer |
        | create | events in namespace "foo"                   | yes    |
        | list   | events.events.k8s.io in namespace "bar"     | yes    |
        | list   | pods in namespace "foo"                     | no     |
        | get    | the path "/version"                         | no     |
      And an anonymous client can:
        | verb   | object                      | answer |
        | create | events in namespace "foo"   | no     |

  Rule: Each of the four properties is compared, and one policy that matches is enough

    @flags
    @claim:node-2.2-08 @claim:node-2.2-09 @claim:node-2.2-10 @claim:node-2.2-11 @claim:node-2.2-18 @claim:node-2.2-19
    @claim:node-2.2-20 @claim:node-2.2-21 @claim:node-2.2-23 @claim:authz-3.1-08 @claim:authz-4.2-14
    Scenario Outline: The policies decide whether <user> may <verb> <object>
      Given the file "policy.jsonl":
        """
        {"user": "bob", "readonly": true, "resource": "pods", "namespace": "projectCaribou"}
        {"user": "kubelet", "resource": "events"}
        """
      And the API server runs with the flags:
        | authorization-mode        | ABAC              |
        | authorization-policy-file | $DIR/policy.jsonl |
      And the user "jane"
      And the namespace "foo"
      Then <user> can:
        | verb   | object   | answer   |
        | <verb> | <object> | <answer> |

      Examples: The policy of bob, and what differs from it in one property
        | user | verb   | object                                   | answer |
        | bob  | list   | pods in the missing namespace "projectCaribou"       | yes    |
        | jane | list   | pods in the missing namespace "projectCaribou"       | no     |
        | bob  | create | pods in the missing namespace "projectCaribou"       | no     |
        | bob  | list   | services in the missing namespace "projectCaribou"   | no     |
        | bob  | list   | pods in namespace "foo"                  | no     |

      Examples: What matches no policy but the second
        | user    | verb   | object                      | answer |
        | kubelet | create | events in namespace "foo"   | yes    |
        | kubelet | list   | pods in namespace "foo"     | no     |

  Rule: A read-only policy allows get, list and watch, which all are GET

    @flags
    @claim:node-2.2-13 @claim:node-2.2-19 @claim:authz-4.2-11
    Scenario: A readonly policy allows get, list and watch of all verbs
      Given the file "policy.jsonl":
        """
        {"user": "bob", "readonly": true, "resource": "pods"}
        """
      And the API server runs with the flags:
        | authorization-mode        | ABAC              |
        | authorization-policy-file | $DIR/policy.jsonl |
      And the namespace "foo"
      Then bob can:
        | verb             | object                          | answer |
        | get              | pod "web" in namespace "foo"    | yes    |
        | list             | pods in namespace "foo"         | yes    |
        | watch            | pods in namespace "foo"         | yes    |
        | create           | pods in namespace "foo"         | no     |
        | delete           | the missing pod "web" in namespace "foo"    | no     |
        | deletecollection | pods in namespace "foo"         | no     |
