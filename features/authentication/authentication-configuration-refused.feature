Feature: Authentication configurations that the API server refuses
  A configuration is read strictly and its expressions are compiled before anything is served. A fault is reported with
  the place of the mistake. Upstream: staging/src/k8s.io/apiserver/pkg/apis/apiserver/validation/validation.go.

  Rule: An unknown field is an error

    @flags @since-1.36
    Scenario: The API server does not start with a misspelt field in the authentication configuration
      Given the file "authn.yaml":
        """
        apiVersion: apiserver.config.k8s.io/v1
        kind: AuthenticationConfiguration
        anonymous:
          enable: true
        """
      And the API server runs with the flags:
        | authentication-config | $DIR/authn.yaml |
      Then the API server refuses to start with:
        """
        failed to load authentication configuration from file "$DIR/authn.yaml": strict decoding error: unknown field "anonymous.enable"
        """

  Rule: An expression that cannot be evaluated is an error

    @flags @since-1.36
    Scenario: The API server does not start with an expression about a field that users do not have
      Given the file "authn.yaml":
        """
        apiVersion: apiserver.config.k8s.io/v1
        kind: AuthenticationConfiguration
        jwt:
        - issuer:
            url: https://issuer.example.com
            audiences: [kubernetes]
          claimMappings:
            username:
              claim: sub
              prefix: "oidc:"
          userValidationRules:
          - expression: user.email != ''
        """
      And the API server runs with the flags:
        | authentication-config | $DIR/authn.yaml |
      Then the API server refuses to start with:
        """
        invalid authentication configuration: jwt[0].userValidationRules[0].expression: Invalid value: "user.email != ''": compilation failed: ERROR: <input>:1:5: undefined field 'email'
         | user.email != ''
         | ....^
        """

  Rule: An email address becomes a user name only where the expression checks its verification

    @flags @since-1.36
    Scenario: The API server does not start with an expression that takes any email address
      Given the file "authn.yaml":
        """
        apiVersion: apiserver.config.k8s.io/v1
        kind: AuthenticationConfiguration
        jwt:
        - issuer:
            url: https://issuer.example.com
            audiences: [kubernetes]
          claimMappings:
            username:
              expression: claims.email
        """
      And the API server runs with the flags:
        | authentication-config | $DIR/authn.yaml |
      Then the API server refuses to start with:
        """
        invalid authentication configuration: jwt[0].claimMappings.username.expression: Invalid value: "claims.email": claims.email_verified must be used in claimMappings.username.expression or claimMappings.extra[*].valueExpression or claimValidationRules[*].expression when claims.email is used in claimMappings.username.expression
        """
