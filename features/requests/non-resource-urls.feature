Feature: Non-resource URLs
  The API server has URLs that no object stands behind. They are authorized by path and by method in lower case, and the default
  roles say which user may read which: every client the state of the server, authenticated users what the API has, administrators the rest.
  Proves chapter 3.4 of the document on authorization, and what chapter 4.3 says of these paths.

  Rule: The authenticated may read what the API has

    @claim:authz-3.4-17
    Scenario Outline: An authenticated user reads <path>
      When jane tries to get the path "<path>"
      Then the request is allowed by:
        """
        RBAC: allowed by ClusterRoleBinding "system:discovery" of ClusterRole "system:discovery" to Group "system:authenticated"
        """

      Examples:
        | path       |
        | /api       |
        | /api/      |
        | /api/v1    |
        | /apis      |
        | /apis/     |
        | /apis/apps |

    @claim:authz-3.4-17
    Scenario: An authenticated user reads each path of the ClusterRole system:discovery
      Given the user "jane"
      Then jane can:
        | verb | object                   | answer |
        | get  | the path "/api"          | yes    |
        | get  | the path "/api/v1"       | yes    |
        | get  | the path "/apis"         | yes    |
        | get  | the path "/apis/apps"    | yes    |
        | get  | the path "/healthz"      | yes    |
        | get  | the path "/livez"        | yes    |
        | get  | the path "/openapi"      | yes    |
        | get  | the path "/openapi/v2"   | yes    |
        | get  | the path "/readyz"       | yes    |
        | get  | the path "/version"      | yes    |
        | get  | the path "/version/"     | yes    |
        | post | the path "/openapi/v2"   | no     |

    @claim:authz-3.4-17
    Scenario: An authenticated user downloads the OpenAPI of the API server
      When jane sends GET /openapi/v2
      Then the request is allowed

    @claim:authz-3.4-11
    Scenario Outline: An anonymous client may not read <path>
      When an anonymous client tries to get the path "<path>"
      Then the request is forbidden with:
        """
        forbidden: User "system:anonymous" cannot get path "<path>"
        """

      Examples:
        | path       |
        | /api       |
        | /api/      |
        | /api/v1    |
        | /apis      |
        | /apis/     |
        | /apis/apps |

  Rule: Every client may read the state and the version of the server

    The role that says so, system:public-info-viewer, is since 1.14; before, an anonymous client could read these and the
    API as well.

    @refutes:authz-4.3-19
    Scenario Outline: An anonymous client reads the state of the server at <path>
      When an anonymous client tries to get the path "<path>"
      Then the request is allowed by:
        """
        RBAC: allowed by ClusterRoleBinding "system:public-info-viewer" of ClusterRole "system:public-info-viewer" to Group "system:unauthenticated"
        """

      Examples:
        | path      |
        | /healthz  |
        | /livez    |
        | /readyz   |
        | /version  |
        | /version/ |

    @claim:authz-3.4-02
    Scenario: /healthz answers ok
      When an anonymous client sends GET /healthz
      Then the response is 200 with body:
        """
        ok
        """

  Rule: Only an administrator may read the others

    @claim:authz-4.3-20 @claim:authz-3.4-11
    Scenario Outline: An authenticated user may not read <path>
      When jane tries to get the path "<path>"
      Then the request is forbidden with:
        """
        forbidden: User "jane" cannot get path "<path>"
        """

      Examples:
        | path          |
        | /             |
        | /metrics      |
        | /logs         |
        | /debug        |
        | /ui           |
        | /swaggerapi/  |
        | /healthz/ping |

  Rule: The verb of a path is the method in lower case, and the default roles have only get

    @claim:authz-3.4-14
    Scenario Outline: An authenticated user may not <verb> the path /healthz
      When jane tries to <verb> the path "/healthz"
      Then the request is forbidden with:
        """
        forbidden: User "jane" cannot <verb> path "/healthz"
        """

      Examples:
        | verb    |
        | post    |
        | put     |
        | patch   |
        | delete  |
        | options |

  Rule: A star at the end of a path in a ClusterRole stands for everything below it

    Background:
      Given the objects:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: debugger}
        rules: [{nonResourceURLs: ["/debug/*", "/metrics"], verbs: ["get"]}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: jane-debugs}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: debugger}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: jane}]
        """

    Scenario: A star at the end of a nonResourceURL grants the paths below it
      Then jane can:
        | verb   | object                  | answer |
        | get    | the path "/metrics"     | yes    |
        | get    | the path "/metrics/a"   | no     |
        | get    | the missing path "/debug"       | no     |
        | get    | the path "/debug/"      | yes    |
        | get    | the path "/debug/pprof" | yes    |
        | delete | the path "/debug/pprof" | no     |

  Rule: Some paths of the document are gone

    @since-1.36
    @refutes:authz-4.3-16
    Scenario Outline: <path> is not found
      When the administrator sends GET <path>
      Then the response is 404 with body:
        """
        404 page not found
        """

      Examples:
        | path          |
        | /resetMetrics |
        | /swagger-ui/  |
        | /swaggerapi/  |
        | /ui           |
