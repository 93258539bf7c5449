Feature: Basic authentication is no more
  The first document, chapter 2.1, names --basic_auth_file: lines of password, user name and uid, for clients that send
  `Authorization: Basic BASE64(USER:PASSWORD)`. Kubernetes 1.19 has taken it away.

  Rule: The flag is not known

    @flags
    Scenario Outline: --<flag>
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

  Rule: A header of the scheme Basic tells nothing

    Scenario: The user it names is anonymous
      When an anonymous client sends GET /api/v1/nodes with headers:
        | Authorization | Basic YWRtaW46YWRtaW4= |
      Then the request is forbidden with:
        """
        nodes is forbidden: User "system:anonymous" cannot list resource "nodes" in API group "" at the cluster scope
        """

    @flags
    Scenario: Where nobody may be anonymous it is no authentication
      Given the API server runs with the flags:
        | anonymous-auth | false |
      When an anonymous client sends GET /api/v1/nodes with headers:
        | Authorization | Basic YWRtaW46YWRtaW4= |
      Then the request fails with 401 Unauthorized:
        """
        Unauthorized
        """
