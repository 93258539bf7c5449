Feature: Webhooks that fail
  A webhook that cannot be asked, or whose answer is none, is neither a yes nor a no. If no other mode allows the request, the
  API server says that it failed: 500, in plain text, with the error.
  Proves what happens beside chapter 4.3 of the document on authorization; after k8s.io/apiserver/plugin/pkg/authorizer/webhook.

  Rule: An error of a webhook is not a refusal

    @flags
    Scenario: A webhook that responds with 404 is named in the refusal
      Given a webhook at /authorize responds with 404:
        """
        404 page not found
        """
      And the API server runs with the flags:
        | authorization-mode                | Webhook                   |
        | authorization-webhook-config-file | $DIR/authorize.kubeconfig |
        | authorization-webhook-version     | v1                        |
      When jane tries to list nodes
      Then the response is 500 with body:
        """
        Internal Server Error: "/api/v1/nodes": the server could not find the requested resource
        """

    @flags
    Scenario: A webhook whose response is not JSON is named in the refusal
      Given a webhook at /authorize responds with:
        """
        {"apiVersion": "authorization.k8s.io/v1", "kind": "SubjectAccess
        """
      And the API server runs with the flags:
        | authorization-mode                | Webhook                   |
        | authorization-webhook-config-file | $DIR/authorize.kubeconfig |
        | authorization-webhook-version     | v1                        |
      When jane tries to list nodes
      Then the response is 500 with body:
        """
        Internal Server Error: "/api/v1/nodes": couldn't get version/kind; json parse error: unexpected end of JSON input
        """

    @flags
    @claim:authz-4.3-07
    Scenario: A webhook with a certificate of another CA is named in the refusal
      Given a webhook at /authorize responds with:
        """
        {"apiVersion": "authorization.k8s.io/v1", "kind": "SubjectAccessReview", "status": {"allowed": true}}
        """
      And the file "mistaken.kubeconfig":
        """
        apiVersion: v1
        kind: Config
        clusters:
        - name: webhook
          cluster:
            certificate-authority: $DIR/other-ca.crt
            server: https://$WEBHOOK/authorize
        users:
        - name: kube-apiserver
          user:
            client-certificate: $DIR/webhook-client.crt
            client-key: $DIR/webhook-client.key
        current-context: webhook
        contexts:
        - name: webhook
          context:
            cluster: webhook
            user: kube-apiserver
        """
      And the API server runs with the flags:
        | authorization-mode                | Webhook                  |
        | authorization-webhook-config-file | $DIR/mistaken.kubeconfig |
        | authorization-webhook-version     | v1                       |
      When jane tries to list nodes
      Then the response is 500 with body:
        """
        Internal Server Error: "/api/v1/nodes": Post "https://<address>/authorize?timeout=30s": <since 1.36: tls: failed to verify certificate: >x509: certificate signed by unknown authority
        """
      And the webhook at /authorize received 0 requests

    @flags
    Scenario: A later mode allows what a failing webhook could not decide
      Given a webhook at /authorize responds with 404:
        """
        404 page not found
        """
      And the API server runs with the flags:
        | authorization-mode                | Webhook,AlwaysAllow       |
        | authorization-webhook-config-file | $DIR/authorize.kubeconfig |
        | authorization-webhook-version     | v1                        |
      Then jane can:
        | verb | object | answer |
        | list | nodes  | yes    |

  Rule: The response of a webhook has to be a SubjectAccessReview of the version of the request

    @flags
    Scenario: A response in v1beta1 to a SubjectAccessReview in v1 is an error
      Given a webhook at /authorize responds with:
        """
        {"apiVersion": "authorization.k8s.io/v1beta1", "kind": "SubjectAccessReview", "status": {"allowed": true}}
        """
      And the API server runs with the flags:
        | authorization-mode                | Webhook                   |
        | authorization-webhook-config-file | $DIR/authorize.kubeconfig |
        | authorization-webhook-version     | v1                        |
      When jane tries to list nodes
      Then the response is 500 with body:
        """
        Internal Server Error: "/api/v1/nodes": converting (v1beta1.SubjectAccessReview) to (v1.SubjectAccessReview): unknown conversion
        """
