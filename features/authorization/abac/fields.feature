Feature: Fields of an ABAC policy
  A field of a policy matches its own value, and * matches any. A field that is left out, or a property that the request does not
  have, is empty; empty matches empty only.
  Proves chapter 4.2, fields and algorithm, of the document on authorization.

  Background:
    Given the file "policy.jsonl":
      """
      {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"user": "jane", "namespace": "*", "resource": "pods"}}
      {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"user": "jane", "namespace": "kube-system", "resource": "deployments", "apiGroup": "apps"}}
      {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"user": "jane", "resource": "nodes"}}
      {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"user": "jane", "resource": "services"}}
      {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"user": "kim", "namespace": "foo", "resource": "*", "readonly": true}}
      """
    And the API server runs with the flags:
      | authorization-mode        | ABAC              |
      | authorization-policy-file | $DIR/policy.jsonl |

  Rule: A policy without an apiGroup is for the core group

    @flags
    @claim:authz-4.2-07 @claim:authz-4.2-08 @claim:authz-4.2-09
    Scenario: A policy with an apiGroup covers deployments, and one without covers pods
      Given the namespace "foo"
      Then jane can:
        | verb | object                                   | answer |
        | list | pods in namespace "foo"                  | yes    |
        | list | pods                                     | yes    |
        | list | deployments in namespace "kube-system"   | yes    |
        | list | deployments in namespace "foo"           | no     |

    @flags
    Scenario: A policy for all resources of the core group does not cover deployments
      When kim tries to list deployments in namespace "foo"
      Then the request is forbidden with:
        """
        deployments.apps is forbidden: User "kim" cannot list resource "deployments" in API group "apps" in the namespace "foo": <since 1.37: abac: >No policy matched.
        """

  Rule: A policy without a namespace counts for resources of the cluster

    @flags
    @claim:node-2.2-14 @claim:authz-4.2-13
    Scenario: A policy without a namespace covers nodes
      Then jane can:
        | verb   | object          | answer |
        | list   | nodes           | yes    |
        | delete | node "worker"   | yes    |

    @flags
    Scenario: A policy without a namespace does not cover services of a namespace
      When jane tries to list services in namespace "foo"
      Then the request is forbidden with:
        """
        services is forbidden: User "jane" cannot list resource "services" in API group "" in the namespace "foo": <since 1.37: abac: >No policy matched.
        """

    @flags
    @claim:authz-3.1-07 @claim:authz-4.2-13
    Scenario: A policy without a namespace covers services of all namespaces at once
      Then jane can:
        | verb | object     | answer |
        | list | services   | yes    |

  Rule: Subresources and names do not count

    @flags
    Scenario: A policy for pods covers their logs
      When jane sends GET /api/v1/namespaces/default/pods/web/log
      Then the request fails with 404 NotFound:
        """
        pods "web" not found
        """

    @flags
    @claim:authz-3.1-14
    Scenario: A policy for other resources does not cover logs of pods
      When bob sends GET /api/v1/namespaces/default/pods/web/log
      Then the request is forbidden with:
        """
        pods "web" is forbidden: User "bob" cannot get resource "pods/log" in API group "" in the namespace "default": <since 1.37: abac: >No policy matched.
        """
