Feature: Whom a policy of a file means
  A policy names a user, a group, or a user as a member of a group. Groups that the API server itself gives, such as
  system:authenticated, count like any other.
  Proves chapter 4.2, fields and tricks, of the document on authorization.

  Background:
    Given the file "policy.jsonl":
      """
      {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"user": "alice", "namespace": "*", "resource": "*", "apiGroup": "*"}}
      {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"group": "auditors", "namespace": "*", "resource": "secrets", "readonly": true}}
      {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"user": "erin", "group": "oncall", "namespace": "*", "resource": "nodes"}}
      {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"group": "system:authenticated", "namespace": "public", "resource": "configmaps", "readonly": true}}
      {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"group": "system:unauthenticated", "namespace": "public", "resource": "events", "readonly": true}}
      {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"namespace": "*", "resource": "services"}}
      {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"user": "root", "namespace": "*", "resource": "*", "apiGroup": "*", "nonResourcePath": "*"}}
      """
    And the API server runs with the flags:
      | authorization-mode        | ABAC              |
      | authorization-policy-file | $DIR/policy.jsonl |

  Rule: A policy for a group counts for its members

    @flags
    Scenario: A member
      Given mallory is in the group "auditors"
      And the namespace "foo"
      Then mallory can:
        | verb   | object                          | answer |
        | get    | secret "s" in namespace "foo"   | yes    |
        | delete | the missing secret "s" in namespace "foo"   | no     |

    @flags
    Scenario: Somebody who is in another group
      Given mallory is in the group "developers"
      When mallory tries to get secret "s" in namespace "foo"
      Then the request is forbidden with:
        """
        secrets "s" is forbidden: User "mallory" cannot get resource "secrets" in API group "" in the namespace "foo": <since 1.37: abac: >No policy matched.
        """

  Rule: A policy that names a user and a group wants both

    @flags
    Scenario: The user as a member of the group
      Given erin is in the group "oncall"
      Then erin can:
        | verb | object | answer |
        | list | nodes  | yes    |

    @flags
    Scenario: The user without the group
      When erin tries to list nodes
      Then the request is forbidden with:
        """
        nodes is forbidden: User "erin" cannot list resource "nodes" in API group "" at the cluster scope: <since 1.37: abac: >No policy matched.
        """

    @flags
    Scenario: Another member of the group
      Given frank is in the group "oncall"
      When frank tries to list nodes
      Then the request is forbidden with:
        """
        nodes is forbidden: User "frank" cannot list resource "nodes" in API group "" at the cluster scope: <since 1.37: abac: >No policy matched.
        """

  Rule: system:authenticated is everybody whom the API server knows, system:unauthenticated everybody else

    @flags
    Scenario: A user whom no other policy names
      Given the user "jane"
      And the namespaces "public" and "foo"
      Then jane can:
        | verb   | object                              | answer |
        | list   | configmaps in namespace "public"    | yes    |
        | create | configmaps in namespace "public"    | no     |
        | list   | configmaps in namespace "foo"       | no     |
        | list   | events in namespace "public"        | no     |

    @flags
    Scenario: Somebody without credentials
      When an anonymous client tries to list configmaps in namespace "public"
      Then the request is forbidden with:
        """
        configmaps is forbidden: User "system:anonymous" cannot list resource "configmaps" in API group "" in the namespace "public": <since 1.37: abac: >No policy matched.
        """

    @flags
    Scenario: What an anonymous client may do
      Given the namespaces "public" and "foo"
      Then an anonymous client can:
        | verb | object                         | answer |
        | list | events in namespace "public"   | yes    |
        | list | events in namespace "foo"      | no     |

  Rule: A policy that names nobody is for nobody

    @flags
    Scenario: Services, of which a policy speaks that names neither user nor group
      When jane tries to list services in namespace "foo"
      Then the request is forbidden with:
        """
        services is forbidden: User "jane" cannot list resource "services" in API group "" in the namespace "foo": <since 1.37: abac: >No policy matched.
        """

  Rule: A user whose policy has * in all four fields may do anything

    @flags
    Scenario: Resources and paths
      Then root can:
        | verb   | object                              | answer |
        | delete | secret "s" in namespace "foo"       | yes    |
        | create | clusterroles                        | yes    |
        | get    | the path "/metrics"                 | yes    |
        | post   | the path "/anything"                | yes    |

    @flags
    Scenario: A user whose policy leaves nonResourcePath out may do anything with resources only
      When alice sends GET /metrics
      Then the request is forbidden with:
        """
        forbidden: User "alice" cannot get path "/metrics": <since 1.37: abac: >No policy matched.
        """

  Rule: The group system:masters needs no policy

    @flags
    Scenario: The administrator, whom no policy names
      Then the administrator can:
        | verb   | object                            | answer |
        | delete | secret "s" in namespace "foo"     | yes    |
        | get    | the path "/metrics"               | yes    |
