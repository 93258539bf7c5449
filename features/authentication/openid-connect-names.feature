Feature: User names of an OIDC issuer
  Which claim is the user name, and what is put before it, is up to two flags. An address of a mailbox stands for itself.
  Proves the chapter on OpenID Connect tokens of the documentation on authentication; upstream:
  pkg/kubeapiserver/options/authentication.go.

  Background:
    Given an OIDC issuer

  Rule: A prefix keeps the users of an issuer apart

    @flags
    Scenario: Authorization sees the user name with its prefix
      Given the API server runs with the flags:
        | oidc-issuer-url      | https://$ISSUER    |
        | oidc-client-id       | kubernetes         |
        | oidc-ca-file         | $DIR/issuer-ca.crt |
        | oidc-username-prefix | oidc:              |
      And jane has a token with the claims:
        """
        { "sub": "jane", "aud": "kubernetes" }
        """
      When jane tries to list nodes
      Then the request is forbidden with:
        """
        nodes is forbidden: User "oidc:jane" cannot list resource "nodes" in API group "" at the cluster scope
        """

    @flags
    Scenario: An issuer can name any user without a prefix
      Given the API server runs with the flags:
        | oidc-issuer-url      | https://$ISSUER    |
        | oidc-client-id       | kubernetes         |
        | oidc-ca-file         | $DIR/issuer-ca.crt |
        | oidc-username-prefix | -                  |
      And mallory has a token with the claims:
        """
        { "sub": "system:kube-scheduler", "aud": "kubernetes" }
        """
      Then the API server authenticates mallory as:
        """
        { "username": "system:kube-scheduler", "groups": ["system:authenticated"] }
        """

  Rule: An email address is a name unless the issuer has marked it as not verified

    @flags
    Scenario: A user name that is an email address has no prefix
      Given the API server runs with the flags:
        | oidc-issuer-url     | https://$ISSUER    |
        | oidc-client-id      | kubernetes         |
        | oidc-ca-file        | $DIR/issuer-ca.crt |
        | oidc-username-claim | email              |
      And jane has a token with the claims:
        """
        { "email": "jane@example.com", "email_verified": true, "aud": "kubernetes" }
        """
      Then the API server authenticates jane as:
        """
        { "username": "jane@example.com", "groups": ["system:authenticated"] }
        """

    @flags
    Scenario: A token with an email address that is not verified is refused
      Given the API server runs with the flags:
        | oidc-issuer-url     | https://$ISSUER    |
        | oidc-client-id      | kubernetes         |
        | oidc-ca-file        | $DIR/issuer-ca.crt |
        | oidc-username-claim | email              |
      And jane has a token with the claims:
        """
        { "email": "jane@example.com", "email_verified": false, "aud": "kubernetes" }
        """
      Then the API server rejects jane's token with:
        """
        [invalid bearer token, oidc: email not verified]
        """
