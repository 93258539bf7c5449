Feature: Bootstrap tokens
  With --enable-bootstrap-token-auth a Secret of kube-system holds a token with which a new node joins: its bearer is
  system:bootstrap:ID, a member of system:bootstrappers. After k8s.io/kubernetes/plugin/pkg/auth/authenticator/token/bootstrap.

  Rule: A Secret of the type bootstrap.kubernetes.io/token for authentication holds a token

    @flags
    Scenario Outline: A bootstrap token authenticates with a Secret that <is so>
      Given the API server runs with the flags:
        | enable-bootstrap-token-auth | true |
      And the object:
        """
        apiVersion: v1
        kind: Secret
        metadata:
          name: bootstrap-token-abc123
          namespace: kube-system
        type: bootstrap.kubernetes.io/token
        stringData:
          token-id: abc123
          token-secret: 0123456789abcdef
          usage-bootstrap-authentication: "true"
          expiration: "<expiration>"
          auth-extra-groups: <groups>
        """
      When the bearer of the token "abc123.0123456789abcdef" sends GET /api/v1/nodes
      Then the request is forbidden with:
        """
        nodes is forbidden: User "system:bootstrap:abc123" cannot list resource "nodes" in API group "" at the cluster scope
        """

      Examples:
        | is so                | expiration           | groups                       |
        | has time left        | 2999-01-01T00:00:00Z | system:bootstrappers:workers |
        | names no other group | 2999-01-01T00:00:00Z | ""                           |
        | is good for ever     |                      | system:bootstrappers:workers |

  Rule: A faulty Secret holds no token, and the client does not learn why
    A token that was valid is accepted some seconds longer, so each Secret has a token of its own.

    @flags
    Scenario Outline: A bootstrap token is unauthorized with a Secret that <is not so>
      Given the API server runs with the flags:
        | enable-bootstrap-token-auth | true |
      And the object:
        """
        apiVersion: v1
        kind: Secret
        metadata:
          name: bootstrap-token-<id>
          namespace: kube-system
        type: bootstrap.kubernetes.io/token
        stringData:
          token-id: <id>
          token-secret: <secret>
          usage-bootstrap-authentication: "<usage>"
          expiration: "<expiration>"
          auth-extra-groups: <groups>
        """
      When the bearer of the token "<id>.0123456789abcdef" sends GET /api/v1/nodes
      Then the request fails with 401 Unauthorized:
        """
        Unauthorized
        """

      Examples:
        | id     | is not so                      | secret           | usage | expiration           | groups                       |
        | aaaaa1 | holds another token            | fedcba9876543210 | true  | 2999-01-01T00:00:00Z | system:bootstrappers:workers |
        | aaaaa2 | is not for authentication      | 0123456789abcdef | false | 2999-01-01T00:00:00Z | system:bootstrappers:workers |
        | aaaaa3 | has expired                    | 0123456789abcdef | true  | 2001-01-01T00:00:00Z | system:bootstrappers:workers |
        | aaaaa4 | names groups that are not ours | 0123456789abcdef | true  | 2999-01-01T00:00:00Z | system:masters               |

  Rule: Without the flag such a Secret is like others

    Scenario: A bootstrap token is unauthorized without --enable-bootstrap-token-auth
      Given the object:
        """
        apiVersion: v1
        kind: Secret
        metadata:
          name: bootstrap-token-abc123
          namespace: kube-system
        type: bootstrap.kubernetes.io/token
        stringData:
          token-id: abc123
          token-secret: 0123456789abcdef
          usage-bootstrap-authentication: "true"
        """
      When the bearer of the token "abc123.0123456789abcdef" sends GET /api/v1/nodes
      Then the request fails with 401 Unauthorized:
        """
        Unauthorized
        """
