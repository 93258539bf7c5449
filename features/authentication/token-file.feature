Feature: The token file
  --token-auth-file names a file of comma separated values: token, user name, uid, and groups if there are any. A client that sends a
  token of it as `Authorization: Bearer TOKEN` is that user. Proves chapter 2.1 of the first document.

  Rule: A line is a token, a user name and a uid

    @flags
    @claim:node-2.1-03 @claim:node-2.1-05 @claim:authz-3.2-07
    Scenario: The bearer of a token is the user of its line in the token file
      Given the file "tokens.csv":
        """
        wine-dark-sea,ulysses,1001
        """
      And the API server runs with the flags:
        | token-auth-file | $DIR/tokens.csv |
      When the bearer of the token "wine-dark-sea" sends GET /api/v1/nodes
      Then the request is forbidden with:
        """
        nodes is forbidden: User "ulysses" cannot list resource "nodes" in API group "" at the cluster scope
        """

    @flags
    @claim:node-2.2-01
    Scenario: A token that no line has is unauthorized, not anonymous
      Given the file "tokens.csv":
        """
        wine-dark-sea,ulysses,1001
        """
      And the API server runs with the flags:
        | token-auth-file | $DIR/tokens.csv |
      When the bearer of the token "rosy-fingered-dawn" sends GET /api/v1/nodes
      Then the request fails with 401 Unauthorized:
        """
        Unauthorized
        """

    @flags
    @claim:node-2.1-05
    Scenario: The API server does not start with a line of two columns
      Given the file "tokens.csv":
        """
        wine-dark-sea,ulysses
        """
      And the API server runs with the flags:
        | token-auth-file | $DIR/tokens.csv |
      Then the API server refuses to start with:
        """
        token file '$DIR/tokens.csv' must have at least 3 columns (token, user name, user uid), found 2
        """

  Rule: A fourth column, in quotes if there are several, names groups

    @flags @since-1.34
    Scenario: The groups of the line count, in their order
      Given the file "tokens.csv":
        """
        wine-dark-sea,ulysses,1001,"sailors,kings"
        """
      And the API server runs with the flags:
        | token-auth-file | $DIR/tokens.csv |
      When the administrator sends POST /apis/authentication.k8s.io/v1/tokenreviews?pretty=false with body:
        """
        {"apiVersion": "authentication.k8s.io/v1", "kind": "TokenReview", "spec": {"token": "wine-dark-sea"}}
        """
      Then the response is 201 with body:
        """
        {"kind":"TokenReview","apiVersion":"authentication.k8s.io/v1","metadata":{"managedFields":[{"manager":"curl","operation":"Update","apiVersion":"authentication.k8s.io/v1","time":"<time>","fieldsType":"FieldsV1","fieldsV1":{"f:spec":{"f:token":{}}}}]},"spec":{"token":"wine-dark-sea"},"status":{"authenticated":true,"user":{"username":"ulysses","uid":"1001","groups":["sailors","kings","system:authenticated"]},"audiences":["https://kubernetes.default.svc"]}}
        """

  Rule: Only the scheme Bearer, in any case, carries a token

    @flags
    @claim:node-2.1-06
    Scenario Outline: The API server authenticates "<authorization>" as <user>
      Given the file "tokens.csv":
        """
        wine-dark-sea,ulysses,1001
        """
      And the API server runs with the flags:
        | token-auth-file | $DIR/tokens.csv |
      When an anonymous client sends GET /api/v1/nodes with headers:
        | Authorization | <authorization> |
      Then the request is forbidden with:
        """
        nodes is forbidden: User "<user>" cannot list resource "nodes" in API group "" at the cluster scope
        """

      Examples:
        | authorization        | user             |
        | Bearer wine-dark-sea | ulysses          |
        | bearer wine-dark-sea | ulysses          |
        | Token wine-dark-sea  | system:anonymous |
        | wine-dark-sea        | system:anonymous |

  Rule: The flag was written with underscores; before 1.23 only dashes are known

    @flags @until-1.22
    @refutes:node-2.1-04
    Scenario: --token_auth_file is an unknown flag in versions before 1.23
      Given the API server runs with the flags:
        | token_auth_file | $DIR/tokens.csv |
      Then the API server refuses to start with:
        """
        unknown flag: --token_auth_file
        """

    @flags @since-1.23
    @claim:node-2.1-04
    Scenario: --token_auth_file is --token-auth-file in versions from 1.23 on
      Given the API server runs with the flags:
        | token_auth_file | $DIR/tokens.csv |
      Then the API server refuses to start with:
        """
        open $DIR/tokens.csv: no such file or directory
        """
