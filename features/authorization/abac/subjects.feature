Feature: Subjects of an ABAC policy
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
    @refutes:node-2.2-12
    Scenario: A policy for a group counts for a member of the group
      Given mallory is in the group "auditors"
      And the namespace "foo"
      Then mallory can:
        | verb   | object                          | answer |
        | get    | secret "s" in namespace "foo"   | yes    |
        | delete | the missing secret "s" in namespace "foo"   | no     |

    @flags
    Scenario: A policy for a group does not count for a member of another group
      Given mallory is in the group "developers"
      When mallory tries to get secret "s" in namespace "foo"
      Then the request is forbidden with:
        """
        secrets "s" is forbidden: User "mallory" cannot get resource "secrets" in API group "" in the namespace "foo": <since 1.37: abac: >No policy matched.
        """

  Rule: A policy that names a user and a group counts for the user as a member of the group

    @flags
    Scenario: A policy for a user and a group counts for the user in the group
      Given erin is in the group "oncall"
      Then erin can:
        | verb | object | answer |
        | list | nodes  | yes    |

    @flags
    Scenario: A policy for a user and a group does not count for the user outside the group
      When erin tries to list nodes
      Then the request is forbidden with:
        """
        nodes is forbidden: User "erin" cannot list resource "nodes" in API group "" at the cluster scope: <since 1.37: abac: >No policy matched.
        """

    @flags
    Scenario: A policy for a user and a group does not count for another member of the group
      Given frank is in the group "oncall"
      When frank tries to list nodes
      Then the request is forbidden with:
        """
        nodes is forbidden: User "frank" cannot list resource "nodes" in API group "" at the cluster scope: <since 1.37: abac: >No policy matched.
        """

  Rule: system:authenticated is every authenticated user, system:unauthenticated every anonymous client

    @flags
    @claim:authz-4.2-06 @claim:authz-4.2-15
    Scenario: A policy for system:authenticated counts for every user
      Given the user "jane"
      And the namespaces "public" and "foo"
      Then jane can:
        | verb   | object                              | answer |
        | list   | configmaps in namespace "public"    | yes    |
        | create | configmaps in namespace "public"    | no     |
        | list   | configmaps in namespace "foo"       | no     |
        | list   | events in namespace "public"        | no     |

    @flags
    Scenario: A policy for system:authenticated does not count for an anonymous client
      When an anonymous client tries to list configmaps in namespace "public"
      Then the request is forbidden with:
        """
        configmaps is forbidden: User "system:anonymous" cannot list resource "configmaps" in API group "" in the namespace "public": <since 1.37: abac: >No policy matched.
        """

    @flags
    @claim:authz-4.2-06 @claim:authz-4.2-16
    Scenario: A policy for system:unauthenticated counts for an anonymous client
      Given the namespaces "public" and "foo"
      Then an anonymous client can:
        | verb | object                         | answer |
        | list | events in namespace "public"   | yes    |
        | list | events in namespace "foo"      | no     |

  Rule: A policy without a user and a group counts for no user

    @flags
    Scenario: A policy for services without a user and a group allows no user to list services
      When jane tries to list services in namespace "foo"
      Then the request is forbidden with:
        """
        services is forbidden: User "jane" cannot list resource "services" in API group "" in the namespace "foo": <since 1.37: abac: >No policy matched.
        """

  Rule: A user whose policy has * in all four fields may do anything

    @flags
    @claim:authz-4.2-17
    Scenario: A policy with * in all four fields allows its user resources and paths
      Then root can:
        | verb   | object                              | answer |
        | delete | secret "s" in namespace "foo"       | yes    |
        | create | clusterroles                        | yes    |
        | get    | the path "/metrics"                 | yes    |
        | post   | the path "/anything"                | yes    |

    @flags
    Scenario: A policy without nonResourcePath allows its user resources and no paths
      When alice sends GET /metrics
      Then the request is forbidden with:
        """
        forbidden: User "alice" cannot get path "/metrics": <since 1.37: abac: >No policy matched.
        """

  Rule: The group system:masters needs no policy

    @flags
    Scenario: A member of system:masters needs no policy
      Then the administrator can:
        | verb   | object                            | answer |
        | delete | secret "s" in namespace "foo"     | yes    |
        | get    | the path "/metrics"               | yes    |
