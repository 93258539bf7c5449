Feature: Structured authentication configuration
  A file instead of flags: any number of issuers, and expressions that make users of claims and judge both.
  Proves the chapter on authentication configuration from a file of the documentation on authentication; upstream:
  staging/src/k8s.io/apiserver/pkg/apis/apiserver/types.go AuthenticationConfiguration.

  Background:
    Given an OIDC issuer
    And the file "authn.yaml":
      """
      apiVersion: apiserver.config.k8s.io/v1
      kind: AuthenticationConfiguration
      jwt:
      - issuer:
          url: https://$ISSUER
          certificateAuthority: $CERTIFICATE
          audiences: [kubernetes, dashboard]
          audienceMatchPolicy: MatchAny
        claimValidationRules:
        - expression: claims.?hd.orValue("") == "example.com"
          message: only employees may come in
        claimMappings:
          username:
            expression: '"oidc:" + claims.sub'
          groups:
            expression: 'claims.?department.orValue("") == "it" ? ["operators"] : []'
          uid:
            claim: oid
          extra:
          - key: example.com/tenant
            valueExpression: claims.?tenant.orValue("")
        userValidationRules:
        - expression: "!user.username.startsWith('oidc:system:')"
          message: no name may begin with system
      """
    And the API server runs with the flags:
      | authentication-config | $DIR/authn.yaml |

  Rule: Expressions make a user of the claims of a token

    @flags @since-1.36
    Scenario: Expressions make name, groups, uid and extra fields of the claims of a token
      Given jane has a token with the claims:
        """
        { "sub": "jane", "oid": "u-1", "aud": "kubernetes", "hd": "example.com", "department": "it", "tenant": "blue" }
        """
      Then the API server authenticates jane as:
        """
        {
          "username": "oidc:jane",
          "uid": "u-1",
          "groups": ["operators", "system:authenticated"],
          "extra": { "example.com/tenant": ["blue"] }
        }
        """

    @flags @since-1.36
    Scenario: A token with any of the audiences is valid
      Given jane has a token with the claims:
        """
        { "sub": "jane", "oid": "u-1", "aud": ["dashboard"], "hd": "example.com" }
        """
      Then the API server authenticates jane as:
        """
        { "username": "oidc:jane", "uid": "u-1", "groups": ["system:authenticated"] }
        """

  Rule: A token, or a user, that breaks a rule is refused with the message of the rule

    @flags @since-1.36
    Scenario Outline: <what> is refused
      Given mallory has a token with the claims:
        """
        <claims>
        """
      Then the API server rejects mallory's token with:
        """
        <error>
        """

      Examples:
        | what                                  | claims                                                                                | error                                                                                                                                                                                                             |
        | A token for none of the audiences     | { "sub": "mallory", "oid": "u-2", "aud": "elsewhere", "hd": "example.com" }            | [invalid bearer token, oidc: verify token: oidc: expected audience in ["dashboard" "kubernetes"] got ["elsewhere"]]                                                                                               |
        | A token that breaks a rule for claims | { "sub": "mallory", "oid": "u-2", "aud": "kubernetes", "hd": "example.org" }           | [invalid bearer token, oidc: error evaluating claim validation expression: validation expression 'claims.?hd.orValue("") == "example.com"' failed: only employees may come in]                                    |
        | A user that breaks a rule for users   | { "sub": "system:admin", "oid": "u-2", "aud": "kubernetes", "hd": "example.com" }      | [invalid bearer token, oidc: error evaluating user info validation rule: validation expression '!user.username.startsWith('oidc:system:')' failed: no name may begin with system]                                 |
        | A token without what is mapped        | { "oid": "u-2", "aud": "kubernetes", "hd": "example.com" }                            | [invalid bearer token, oidc: error evaluating username claim expression: expression '"oidc:" + claims.sub' resulted in error: no such key: sub]                                                                   |
