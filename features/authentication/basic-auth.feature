Feature: Basic authentication is gone
  The first document, chapter 2.1, names --basic_auth_file: lines of password, user name and uid, for clients that send
  `Authorization: Basic BASE64(USER:PASSWORD)`. Kubernetes 1.19 has taken it away.

  Rule: The flags are unknown

    @flags
    @refutes:node-2.1-07 @refutes:node-2.1-08
    Scenario Outline: The API server does not start with --<flag>
      Given the API server runs with the flags:
        | <flag> | $DIR/passwords.csv |
      Then the API server refuses to start with:
        """
        unknown flag: --<flag>
        """

      Examples:
        | flag            |
        | basic-auth-file |
        | basic_auth_file |

  Rule: A header of the scheme Basic authenticates no user

    @refutes:node-2.1-09 @refutes:authz-3.2-08
    Scenario: A client with a header of the scheme Basic is anonymous
      When an anonymous client sends GET /api/v1/nodes with headers:
        | Authorization | Basic YWRtaW46YWRtaW4= |
      Then the request is forbidden with:
        """
        nodes is forbidden: User "system:anonymous" cannot list resource "nodes" in API group "" at the cluster scope
        """

    @flags
    Scenario: A client with a header of the scheme Basic is unauthorized with --anonymous-auth=false
      Given the API server runs with the flags:
        | anonymous-auth | false |
      When an anonymous client sends GET /api/v1/nodes with headers:
        | Authorization | Basic YWRtaW46YWRtaW4= |
      Then the request fails with 401 Unauthorized:
        """
        Unauthorized
        """
