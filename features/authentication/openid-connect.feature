Feature: Tokens of an OIDC issuer
  A program other than Kubernetes may authenticate users: an issuer signs a token, and its claims become a user name and groups.
  The API server asks the issuer only for its keys, never for a user.
  Proves the chapter on OpenID Connect tokens of the documentation on authentication; upstream:
  staging/src/k8s.io/apiserver/plugin/pkg/authenticator/token/oidc/oidc.go.

  Background:
    Given an OIDC issuer
    And the API server runs with the flags:
      | oidc-issuer-url      | https://$ISSUER     |
      | oidc-client-id       | kubernetes          |
      | oidc-ca-file         | $DIR/issuer-ca.crt  |
      | oidc-groups-claim    | groups              |
      | oidc-groups-prefix   | oidc:               |
      | oidc-required-claim  | hd=example.com      |

  Rule: The bearer of a token is the user that its claims name

    @flags
    Scenario: A user name begins with the issuer, so that no issuer can name the users of another
      Given jane has a token with the claims:
        """
        { "sub": "jane", "aud": "kubernetes", "hd": "example.com" }
        """
      Then the API server authenticates jane as:
        """
        { "username": "https://$ISSUER#jane", "groups": ["system:authenticated"] }
        """

    @flags
    Scenario: Groups have a prefix, so that no token makes a member of system:masters
      Given jane has a token with the claims:
        """
        { "sub": "jane", "aud": "kubernetes", "hd": "example.com", "groups": ["developers", "system:masters"] }
        """
      Then the API server authenticates jane as:
        """
        { "username": "https://$ISSUER#jane", "groups": ["oidc:developers", "oidc:system:masters", "system:authenticated"] }
        """

  Rule: A token counts only if its claims and its signature are valid

    @flags
    Scenario: A client does not learn what is wrong with its token
      Given jane has a token with the claims:
        """
        { "sub": "jane", "aud": "dashboard", "hd": "example.com" }
        """
      When jane tries to list nodes
      Then the request fails with 401 Unauthorized:
        """
        Unauthorized
        """

    @flags
    Scenario Outline: <what> is refused
      Given jane has a token with the claims:
        """
        <claims>
        """
      Then the API server rejects jane's token with:
        """
        <error>
        """

      Examples:
        | what                                       | claims                                                                                         | error                                                                                                       |
        | A token for another client                 | { "sub": "jane", "aud": "dashboard", "hd": "example.com" }                                     | [invalid bearer token, oidc: verify token: oidc: expected audience "kubernetes" got ["dashboard"]]          |
        | An expired token                           | { "sub": "jane", "aud": "kubernetes", "hd": "example.com", "exp": 1600000000 }                 | [invalid bearer token, oidc: verify token: oidc: token is expired (Token Expiry: 2020-09-13 12:26:40 +0000 UTC)] |
        | A token of another issuer                  | { "sub": "jane", "aud": "kubernetes", "hd": "example.com", "iss": "https://issuer.example.org" } | invalid bearer token                                                                                        |
        | A token without a name                     | { "aud": "kubernetes", "hd": "example.com" }                                                   | [invalid bearer token, oidc: parse username claims "sub": claim not present]                                |
        | A token without the claim that is required | { "sub": "jane", "aud": "kubernetes" }                                                         | [invalid bearer token, oidc: required claim hd not present in ID token]                                     |
        | A token with another value of that claim   | { "sub": "jane", "aud": "kubernetes", "hd": "example.org" }                                    | [invalid bearer token, oidc: required claim hd value does not match. Got = example.org, want = example.com] |

    @flags
    Scenario: A token signed with a key that the issuer does not publish is refused
      Given jane has a token signed with an unknown key and the claims:
        """
        { "sub": "jane", "aud": "kubernetes", "hd": "example.com" }
        """
      Then the API server rejects jane's token with:
        """
        [invalid bearer token, oidc: verify token: failed to verify signature: failed to verify id token signature]
        """
