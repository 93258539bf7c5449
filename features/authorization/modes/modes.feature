Feature: Modes of authorization
  --authorization-mode names who decides, in order: the first that allows or denies decides. AlwaysDeny has no opinion, so a
  later mode may still allow. Proves chapter 2.2 of the document on security and chapter 4 of the document on authorization.

  Rule: AlwaysDeny refuses everybody but the group system:masters

    Scenario: Any user
      Given the API server runs with:
        | authorization-mode | AlwaysDeny |
      When jane tries to list nodes
      Then the request is forbidden with:
        """
        nodes is forbidden: User "jane" cannot list resource "nodes" in API group "" at the cluster scope: Everything is forbidden.
        """

  Rule: AlwaysAllow allows everybody everything

    Scenario: A user who is no administrator
      Given the API server runs with:
        | authorization-mode | AlwaysAllow |
      Then jane can:
        | verb   | object                           | answer |
        | list   | nodes                            | yes    |
        | delete | secret "s" in namespace "foo"    | yes    |

  Rule: Modes are asked in their order

    Scenario: AlwaysDeny before AlwaysAllow
      Given the API server runs with:
        | authorization-mode | AlwaysDeny,AlwaysAllow |
      Then jane can:
        | verb | object | answer |
        | list | nodes  | yes    |

    Scenario: AlwaysDeny before RBAC, which does not know the user
      Given the API server runs with:
        | authorization-mode | AlwaysDeny,RBAC |
      When jane tries to list nodes
      Then the request is forbidden with:
        """
        nodes is forbidden: User "jane" cannot list resource "nodes" in API group "" at the cluster scope: Everything is forbidden.
        """
