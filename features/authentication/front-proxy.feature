Feature: A proxy in front of the API server
  A proxy that authenticates users itself says in headers who they are. It is believed by its certificate: an authority of
  --requestheader-client-ca-file has signed it, and --requestheader-allowed-names has its name.
  After k8s.io/apiserver/pkg/authentication/request/headerrequest.

  Background:
    Given the client CA is in the file "front-proxy-ca.crt"
    And the API server runs with the flags:
      | requestheader-client-ca-file    | $DIR/front-proxy-ca.crt |
      | requestheader-allowed-names     | front-proxy             |
      | requestheader-username-headers  | X-Remote-User           |
      | requestheader-group-headers     | X-Remote-Group          |

  Rule: The API server authenticates a request of the proxy as the user of its headers

    @flags
    Scenario: A request of the proxy has the user of its header
      When front-proxy sends GET /api/v1/nodes with headers:
        | X-Remote-User | eve |
      Then the request is forbidden with:
        """
        nodes is forbidden: User "eve" cannot list resource "nodes" in API group "" at the cluster scope
        """

    @flags
    Scenario: A request of the proxy has the groups of its header: a member of system:masters may read any node
      When front-proxy sends GET /api/v1/nodes/dark-side with headers:
        | X-Remote-User  | eve            |
        | X-Remote-Group | system:masters |
      Then the request fails with 404 NotFound:
        """
        nodes "dark-side" not found
        """

    @flags
    Scenario: A request of the proxy without a user in its headers has the user of the proxy
      When front-proxy sends GET /api/v1/nodes with headers:
        | X-Remote-Group | system:masters |
      Then the request is forbidden with:
        """
        nodes is forbidden: User "front-proxy" cannot list resource "nodes" in API group "" at the cluster scope
        """

  Rule: Headers of other clients do not count

    @flags
    Scenario: A client whose name is not allowed as a proxy is authenticated as itself
      When mallory sends GET /api/v1/nodes with headers:
        | X-Remote-User  | eve            |
        | X-Remote-Group | system:masters |
      Then the request is forbidden with:
        """
        nodes is forbidden: User "mallory" cannot list resource "nodes" in API group "" at the cluster scope
        """

    @flags
    Scenario: A client without a certificate is anonymous whatever its headers name
      When an anonymous client sends GET /api/v1/nodes with headers:
        | X-Remote-User  | eve            |
        | X-Remote-Group | system:masters |
      Then the request is forbidden with:
        """
        nodes is forbidden: User "system:anonymous" cannot list resource "nodes" in API group "" at the cluster scope
        """
