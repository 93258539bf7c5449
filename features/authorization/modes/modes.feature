Feature: Modes of authorization
  --authorization-mode names who decides. Without RBAC, ABAC, Node or a webhook there are two: one that allows everything and one
  that allows nothing; both are for tests.
  Proves chapter 2.2 of the document on security and chapter 3.1 of the document on authorization.

  Rule: AlwaysDeny refuses every user but members of system:masters

    @flags
    @claim:authz-3.1-17 @claim:node-2.2-02
    Scenario: AlwaysDeny refuses a user
      Given the API server runs with the flags:
        | authorization-mode | AlwaysDeny |
      When jane tries to list nodes
      Then the request is forbidden with:
        """
        nodes is forbidden: User "jane" cannot list resource "nodes" in API group "" at the cluster scope: <since 1.37: alwaysdeny: >Everything is forbidden.
        """

    @flags
    @refutes:node-2.2-04
    Scenario: AlwaysDeny does not refuse the administrator, who is in the group system:masters
      Given the API server runs with the flags:
        | authorization-mode | AlwaysDeny |
      Then the administrator can:
        | verb   | object                           | answer |
        | list   | nodes                            | yes    |
        | delete | secret "s" in namespace "foo"    | yes    |
        | get    | the path "/metrics"              | yes    |

    @flags
    @claim:node-2.2-02
    Scenario: AlwaysDeny refuses an anonymous client
      Given the API server runs with the flags:
        | authorization-mode | AlwaysDeny |
      When an anonymous client sends GET /version
      Then the request is forbidden with:
        """
        forbidden: User "system:anonymous" cannot get path "/version": <since 1.37: alwaysdeny: >Everything is forbidden.
        """

  Rule: AlwaysAllow allows every request

    @flags
    @claim:node-2.2-05 @claim:authz-3.1-18
    Scenario: AlwaysAllow allows a user who is not an administrator
      Given the API server runs with the flags:
        | authorization-mode | AlwaysAllow |
      Then jane can:
        | verb   | object                           | answer |
        | list   | nodes                            | yes    |
        | delete | secret "s" in namespace "foo"    | yes    |
        | get    | the path "/metrics"              | yes    |

    @flags
    @claim:node-2.2-01
    Scenario: An anonymous client is unauthorized in the mode AlwaysAllow, which switches anonymous requests off
      Given the API server runs with the flags:
        | authorization-mode | AlwaysAllow |
      When an anonymous client tries to list nodes
      Then the request fails with 401 Unauthorized:
        """
        Unauthorized
        """

  Rule: kube-apiserver itself allows everything without --authorization-mode

    The document calls Node and RBAC the default; it is kubeadm that sets --authorization-mode=Node,RBAC.

    @flags @since-1.36
    @refutes:authz-3.1-23 @refutes:authz-3.1-02
    Scenario: The API server allows everything without --authorization-mode
      Given the API server runs with the flags:
        | authorization-mode | |
      Then jane can:
        | verb | object | answer |
        | list | nodes  | yes    |

    @flags @until-1.20
    Scenario: The API server 1.20 does not start with an empty --authorization-mode
      Given the API server runs with the flags:
        | authorization-mode | |
      Then the API server refuses to start with:
        """
        at least one authorization-mode must be passed
        """

  Rule: A flag with underscores, as the document on security writes it, is the same flag since a later version

    @flags @until-1.20
    @refutes:node-2.2-07
    Scenario: --authorization_mode is an unknown flag in 1.20
      Given the API server runs with the flags:
        | authorization_mode | AlwaysDeny |
      Then the API server refuses to start with:
        """
        unknown flag: --authorization_mode
        """

    @flags @since-1.36
    @claim:node-2.2-07
    Scenario: --authorization_mode is --authorization-mode in 1.36
      Given the API server runs with the flags:
        | authorization_mode | AlwaysDeny |
      When jane tries to list nodes
      Then the request is forbidden with:
        """
        nodes is forbidden: User "jane" cannot list resource "nodes" in API group "" at the cluster scope: <since 1.37: alwaysdeny: >Everything is forbidden.
        """

  Rule: A flag that the document on security misspells is unknown

    @flags
    @refutes:node-2.2-16
    Scenario: --authorization_polic_file is an unknown flag
      Given the API server runs with the flags:
        | authorization-mode       | ABAC              |
        | authorization_polic_file | $DIR/policy.jsonl |
      Then the API server refuses to start with:
        """
        unknown flag: --authorization_polic_file
        """

  Rule: --authorization-mode names each mode once, and each has the files that it needs

    @flags
    @claim:node-2.2-15
    Scenario Outline: The API server does not start with --authorization-mode=<modes>
      Given the API server runs with the flags:
        | authorization-mode | <modes> |
      Then the API server refuses to start with:
        """
        <message>
        """

      Examples: Modes that are none
        | modes      | message                                          |
        | Magic      | authorization-mode "Magic" is not a valid mode   |
        | rbac       | authorization-mode "rbac" is not a valid mode    |

      Examples: Modes that are named twice
        | modes      | message                                                                    |
        | RBAC,RBAC  | authorization-mode ["RBAC" "RBAC"] has mode specified more than once       |

      Examples: Modes without their file
        | modes      | message                                                                    |
        | ABAC       | authorization-mode ABAC's authorization policy file not passed             |
        | Webhook    | authorization-mode Webhook's authorization config file not passed          |

    @flags
    Scenario: The API server does not start with a policy file and without the mode ABAC
      Given the API server runs with the flags:
        | authorization-mode        | RBAC              |
        | authorization-policy-file | $DIR/policy.jsonl |
      Then the API server refuses to start with:
        """
        cannot specify --authorization-policy-file without mode ABAC
        """
