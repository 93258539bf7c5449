Feature: Basic authentication is no more
  The first document, chapter 2.1, names --basic_auth_file: lines of password, user name and uid, for clients that send
  `Authorization: Basic BASE64(USER:PASSWORD)`. Kubernetes 1.19 has taken it away.

  Rule: The flag is not known

    @flags
    Scenario Outline: --<flag>
      Given the API server runs with:
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
      When somebody without credentials sends GET /api/v1/nodes with headers:
        | Authorization | Basic YWRtaW46YWRtaW4= |
      Then the request is forbidden with:
        """
        nodes is forbidden: User "system:anonymous" cannot list resource "nodes" in API group "" at the cluster scope
        """

    @flags
    Scenario: Where nobody may be anonymous it is no authentication
      Given the API server runs with:
        | anonymous-auth | false |
      When somebody without credentials sends GET /api/v1/nodes with headers:
        | Authorization | Basic YWRtaW46YWRtaW4= |
      Then the request is refused as 401 Unauthorized with:
        """
        Unauthorized
        """
