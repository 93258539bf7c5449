Feature: Paths that are open to anonymous requests
  An authentication configuration can take anonymous requests on some paths only; elsewhere they are unauthorized.
  Proves the chapter on anonymous requests of the documentation on authentication; upstream:
  staging/src/k8s.io/apiserver/pkg/authentication/request/anonymous/anonymous.go.

  Rule: A configuration names the paths that are open to anonymous clients, to the letter

    @flags @since-1.36
    Scenario: An anonymous client reads a path that the configuration names
      Given the file "authn.yaml":
        """
        apiVersion: apiserver.config.k8s.io/v1
        kind: AuthenticationConfiguration
        anonymous:
          enabled: true
          conditions:
          - path: /livez
        """
      And the API server runs with the flags:
        | authentication-config | $DIR/authn.yaml |
      When an anonymous client sends GET /livez
      Then the response is 200 with body:
        """
        ok
        """

    @flags @since-1.36
    Scenario: An anonymous client is unauthorized on a path that the configuration does not name
      Given the file "authn.yaml":
        """
        apiVersion: apiserver.config.k8s.io/v1
        kind: AuthenticationConfiguration
        anonymous:
          enabled: true
          conditions:
          - path: /livez
        """
      And the API server runs with the flags:
        | authentication-config | $DIR/authn.yaml |
      When an anonymous client tries to get the path "/readyz"
      Then the request fails with 401 Unauthorized:
        """
        Unauthorized
        """
