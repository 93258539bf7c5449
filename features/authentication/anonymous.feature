Feature: Anonymous requests
  A request without credentials is from system:anonymous, a member of system:unauthenticated, unless --anonymous-auth is off.
  Invalid credentials never are. After k8s.io/apiserver/pkg/authentication/request/anonymous.

  Rule: Without credentials the user is system:anonymous

    Scenario: An anonymous client has the rights of system:unauthenticated
      When an anonymous client tries to get the path "/healthz"
      Then the request is allowed by:
        """
        RBAC: allowed by ClusterRoleBinding "system:public-info-viewer" of ClusterRole "system:public-info-viewer" to Group "system:unauthenticated"
        """

    Scenario: An anonymous client does not have the rights of system:authenticated
      When an anonymous client tries to get the path "/api"
      Then the request is forbidden with:
        """
        forbidden: User "system:anonymous" cannot get path "/api"
        """

    @flags
    Scenario: An anonymous client is unauthorized with --anonymous-auth=false
      Given the API server runs with the flags:
        | anonymous-auth | false |
      When an anonymous client sends GET /healthz
      Then the request fails with 401 Unauthorized:
        """
        Unauthorized
        """
