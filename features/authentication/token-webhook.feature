Feature: Token authentication by a webhook
  With --authentication-token-webhook-config-file the API server asks a service of others whose token this is: it sends a
  TokenReview over HTTPS, with a client certificate of its own, and reads the status. After
  k8s.io/apiserver/plugin/pkg/authenticator/token/webhook.

  Rule: The webhook receives the token and the audiences of the API server, once while its response is cached

    @flags @since-1.34
    Scenario: The API server authenticates the bearer of a token as the user that the webhook names
      Given a webhook at /authenticate responds with:
        """
        {"apiVersion": "authentication.k8s.io/v1", "kind": "TokenReview", "status": {"authenticated": true, "user": {"username": "mike", "groups": ["qa"]}}}
        """
      And the API server runs with the flags:
        | authentication-token-webhook-config-file | $DIR/authenticate.kubeconfig |
        | authentication-token-webhook-version     | v1                           |
      When the bearer of the token "mikes" sends GET /api/v1/nodes
      Then the request is forbidden
      When the bearer of the token "mikes" sends GET /api/v1/nodes
      Then the request is forbidden with:
        """
        nodes is forbidden: User "mike" cannot list resource "nodes" in API group "" at the cluster scope
        """
      And the webhook at /authenticate received:
        """
        {
          "kind": "TokenReview",
          "apiVersion": "authentication.k8s.io/v1",
          "metadata": {},
          "spec": {
            "token": "mikes",
            "audiences": [
              "https://kubernetes.default.svc"
            ]
          },
          "status": {
            "user": {}
          }
        }
        """

  Rule: A token that the webhook does not confirm is unauthorized

    @flags
    Scenario Outline: A token is unauthorized when the webhook <answers>
      Given a webhook at /authenticate responds with <status>:
        """
        <body>
        """
      And the API server runs with the flags:
        | authentication-token-webhook-config-file | $DIR/authenticate.kubeconfig |
        | authentication-token-webhook-version     | v1                           |
      When the bearer of the token "mikes" sends GET /api/v1/nodes
      Then the request fails with 401 Unauthorized:
        """
        Unauthorized
        """

      Examples:
        | answers                            | status | body                                                                                                                                                                    |
        | does not know the token            | 200    | {"apiVersion": "authentication.k8s.io/v1", "kind": "TokenReview", "status": {"authenticated": false}}                                                                   |
        | says what is wrong with it         | 200    | {"apiVersion": "authentication.k8s.io/v1", "kind": "TokenReview", "status": {"authenticated": false, "error": "it has been stolen"}}                                    |
        | knows it for another server        | 200    | {"apiVersion": "authentication.k8s.io/v1", "kind": "TokenReview", "status": {"authenticated": true, "user": {"username": "mike"}, "audiences": ["https://elsewhere"]}} |
        | answers another question           | 200    | {"apiVersion": "v1", "kind": "Pod"}                                                                                                                                     |
        | does not let the API server ask it | 403    | go away                                                                                                                                                                 |

  Rule: The webhook receives no token that the API server verifies itself

    @flags
    Scenario: The webhook receives no token of a ServiceAccount
      Given a webhook at /authenticate responds with:
        """
        {"apiVersion": "authentication.k8s.io/v1", "kind": "TokenReview", "status": {"authenticated": true, "user": {"username": "mike"}}}
        """
      And the API server runs with the flags:
        | authentication-token-webhook-config-file | $DIR/authenticate.kubeconfig |
        | authentication-token-webhook-version     | v1                           |
      When system:serviceaccount:default:default sends GET /api/v1/nodes
      Then the request is forbidden with:
        """
        nodes is forbidden: User "system:serviceaccount:default:default" cannot list resource "nodes" in API group "" at the cluster scope
        """
      And the webhook at /authenticate received 0 requests

  Rule: The API server does not start with an unknown version of TokenReview

    @flags
    Scenario: The API server does not start with v7 as the version of TokenReview
      Given a webhook at /authenticate responds with:
        """
        {}
        """
      And the API server runs with the flags:
        | authentication-token-webhook-config-file | $DIR/authenticate.kubeconfig |
        | authentication-token-webhook-version     | v7                           |
      Then the API server refuses to start with:
        """
        unsupported authentication webhook version "v7", supported versions are "v1", "v1beta1"
        """
