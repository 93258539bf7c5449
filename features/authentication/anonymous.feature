Feature: Anonymous requests
  A request without credentials is from system:anonymous, a member of system:unauthenticated, unless --anonymous-auth is off.
  Credentials that are no good never are. After k8s.io/apiserver/pkg/authentication/request/anonymous.

  Rule: Without credentials the user is system:anonymous

    Scenario: What is granted to system:unauthenticated is allowed
      When an anonymous client tries to get the path "/healthz"
      Then the request is allowed by:
        """
        RBAC: allowed by ClusterRoleBinding "system:public-info-viewer" of ClusterRole "system:public-info-viewer" to Group "system:unauthenticated"
        """

    Scenario: What is granted to system:authenticated is not
      When an anonymous client tries to get the path "/api"
      Then the request is forbidden with:
        """
        forbidden: User "system:anonymous" cannot get path "/api"
        """

    @flags
    Scenario: With --anonymous-auth=false there is no such user
      Given the API server runs with the flags:
        | anonymous-auth | false |
      When an anonymous client sends GET /healthz
      Then the request fails with 401 Unauthorized:
        """
        Unauthorized
        """
