Feature: Tokens of ServiceAccounts
  A TokenRequest gives a token that says for which ServiceAccount it is, for whom it is meant and until when it is good. It counts
  as long as the account is there. After k8s.io/kubernetes/pkg/serviceaccount.

  Background:
    Given the namespace "foo"
    And the object:
      """
      apiVersion: v1
      kind: ServiceAccount
      metadata:
        name: robot
        namespace: foo
      """

  Rule: The bearer of a token is the ServiceAccount

    Scenario: The bearer of a token of a TokenRequest is the ServiceAccount
      When the administrator sends POST /api/v1/namespaces/foo/serviceaccounts/robot/token with body:
        """
        {"apiVersion": "authentication.k8s.io/v1", "kind": "TokenRequest", "spec": {"expirationSeconds": 600}}
        """
      And the bearer of that token sends GET /api/v1/nodes
      Then the request is forbidden with:
        """
        nodes is forbidden: User "system:serviceaccount:foo:robot" cannot list resource "nodes" in API group "" at the cluster scope
        """

    Scenario: A token for another audience is unauthorized
      When the administrator sends POST /api/v1/namespaces/foo/serviceaccounts/robot/token with body:
        """
        {"apiVersion": "authentication.k8s.io/v1", "kind": "TokenRequest", "spec": {"audiences": ["vault"]}}
        """
      And the bearer of that token sends GET /api/v1/nodes
      Then the request fails with 401 Unauthorized:
        """
        Unauthorized
        """

    Scenario: The token of a deleted ServiceAccount is unauthorized
      When the administrator sends POST /api/v1/namespaces/foo/serviceaccounts/robot/token with body:
        """
        {"apiVersion": "authentication.k8s.io/v1", "kind": "TokenRequest", "spec": {}}
        """
      And the administrator tries to delete serviceaccount "robot" in namespace "foo"
      And the bearer of that token sends GET /api/v1/nodes
      Then the request fails with 401 Unauthorized:
        """
        Unauthorized
        """

  Rule: A token is valid for ten minutes at least

    Scenario: A TokenRequest for less than ten minutes is invalid
      When the administrator sends POST /api/v1/namespaces/foo/serviceaccounts/robot/token with body:
        """
        {"apiVersion": "authentication.k8s.io/v1", "kind": "TokenRequest", "spec": {"expirationSeconds": 599}}
        """
      Then the request fails with 422 Invalid:
        """
        TokenRequest.authentication.k8s.io "" is invalid: spec.expirationSeconds: Invalid value: 599: may not specify a duration less than 10 minutes
        """

  Rule: The token in a Secret counts as long as the Secret exists

    Scenario: A Secret of the type service-account-token gets a token of its ServiceAccount
      Given the object:
        """
        apiVersion: v1
        kind: Secret
        metadata:
          name: robot-token
          namespace: foo
          annotations:
            kubernetes.io/service-account.name: robot
        type: kubernetes.io/service-account-token
        """
      When the administrator sends GET /api/v1/namespaces/foo/secrets/robot-token
      And the bearer of that token sends GET /api/v1/nodes
      Then the request is forbidden with:
        """
        nodes is forbidden: User "system:serviceaccount:foo:robot" cannot list resource "nodes" in API group "" at the cluster scope
        """

    Scenario: The token of a deleted Secret is unauthorized
      Given the object:
        """
        apiVersion: v1
        kind: Secret
        metadata:
          name: robot-token
          namespace: foo
          annotations:
            kubernetes.io/service-account.name: robot
        type: kubernetes.io/service-account-token
        """
      When the administrator sends GET /api/v1/namespaces/foo/secrets/robot-token
      And the administrator tries to delete secret "robot-token" in namespace "foo"
      And the bearer of that token sends GET /api/v1/nodes
      Then the request fails with 401 Unauthorized:
        """
        Unauthorized
        """
