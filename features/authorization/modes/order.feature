Feature: Several modes of authorization
  Modes are asked in their order until one allows or denies. Most only allow or have no opinion, so one that passes is enough; if
  none has an opinion, the request is refused with the reasons of all.
  Proves chapter 3.1 of the document on authorization; after k8s.io/apiserver/pkg/authorization/union.

  Rule: One mode that allows is enough

    @flags
    @claim:authz-3.1-05
    Scenario Outline: ABAC and RBAC each allow their users with --authorization-mode=<modes>
      Given the file "policy.jsonl":
        """
        {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"user": "alice", "resource": "nodes"}}
        """
      And the API server runs with the flags:
        | authorization-mode        | <modes>           |
        | authorization-policy-file | $DIR/policy.jsonl |
      And the objects:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: bob-views}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: bob}]
        """
      And the namespace "foo"
      Then alice can:
        | verb | object                     | answer |
        | list | nodes                      | yes    |
        | list | pods in namespace "foo"    | no     |
      And bob can:
        | verb | object                     | answer |
        | list | nodes                      | no     |
        | list | pods in namespace "foo"    | yes    |

      Examples: In any order
        | modes                |
        | RBAC,ABAC            |
        | ABAC,RBAC            |
        | Node,RBAC,ABAC       |
        | AlwaysDeny,ABAC,RBAC |

  Rule: AlwaysDeny has no opinion, so a mode after or before it may still allow

    @flags
    Scenario Outline: AlwaysAllow allows a user with --authorization-mode=<modes>
      Given the API server runs with the flags:
        | authorization-mode | <modes> |
      Then jane can:
        | verb | object | answer |
        | list | nodes  | yes    |

      Examples:
        | modes                  |
        | AlwaysDeny,AlwaysAllow |
        | AlwaysAllow,AlwaysDeny |

  Rule: If no mode allows, the refusal has all reasons, in the order of the modes

    @flags
    @claim:authz-3.1-09
    Scenario: The refusal of AlwaysDeny and ABAC has the reasons of both
      Given the file "policy.jsonl":
        """
        {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"user": "alice", "resource": "nodes"}}
        """
      And the API server runs with the flags:
        | authorization-mode        | AlwaysDeny,RBAC,ABAC |
        | authorization-policy-file | $DIR/policy.jsonl    |
      When jane tries to list nodes
      Then the request is forbidden with:
        """
        nodes is forbidden: User "jane" cannot list resource "nodes" in API group "" at the cluster scope: <since 1.37: alwaysdeny: >Everything is forbidden.
        <since 1.37: abac: >No policy matched.
        """

    @flags
    Scenario: The refusal of RBAC alone has no reason
      Given the API server runs with the flags:
        | authorization-mode | RBAC |
      When jane tries to list nodes
      Then the request is forbidden with:
        """
        nodes is forbidden: User "jane" cannot list resource "nodes" in API group "" at the cluster scope
        """
