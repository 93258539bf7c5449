Feature: The kubeconfig of a webhook
  Where the webhook is and whom the API server trusts is a cluster of a kubeconfig; who the API server is to the webhook is a user
  of it; a context brings both together.
  Proves chapter 4.3, format of the configuration, of the document on authorization.

  Background:
    Given a webhook at /authorize responds with:
      """
      {"apiVersion": "authorization.k8s.io/v1beta1", "kind": "SubjectAccessReview", "status": {"allowed": true}}
      """

  Rule: The API server authenticates with the client certificate of the kubeconfig

    @flags
    @claim:authz-4.3-02 @claim:authz-4.3-06 @claim:authz-4.3-09
    Scenario: The API server calls the webhook with the kubeconfig of the document
      Given the file "webhook.kubeconfig":
        """
        apiVersion: v1
        kind: Config
        clusters:
        - name: name-of-remote-authz-service
          cluster:
            certificate-authority: $DIR/webhook-ca.crt
            server: https://$WEBHOOK/authorize
        users:
        - name: name-of-api-server
          user:
            client-certificate: $DIR/webhook-client.crt
            client-key: $DIR/webhook-client.key
        current-context: webhook
        contexts:
        - context:
            cluster: name-of-remote-authz-service
            user: name-of-api-server
          name: webhook
        """
      And the API server runs with the flags:
        | authorization-mode                | Webhook                 |
        | authorization-webhook-config-file | $DIR/webhook.kubeconfig |
      When jane tries to list nodes
      Then the webhook at /authorize received 1 request

    @flags
    @claim:authz-4.3-09
    Scenario: The webhook refuses a connection without a client certificate
      Given the file "webhook.kubeconfig":
        """
        apiVersion: v1
        kind: Config
        clusters:
        - name: name-of-remote-authz-service
          cluster:
            certificate-authority: $DIR/webhook-ca.crt
            server: https://$WEBHOOK/authorize
        users:
        - name: name-of-api-server
          user: {}
        current-context: webhook
        contexts:
        - context:
            cluster: name-of-remote-authz-service
            user: name-of-api-server
          name: webhook
        """
      And the API server runs with the flags:
        | authorization-mode                | Webhook                 |
        | authorization-webhook-config-file | $DIR/webhook.kubeconfig |
      When jane tries to list nodes
      Then the response is 500 with body:
        """
        Internal Server Error: "/api/v1/nodes": Post "https://<address>/authorize?timeout=30s": remote error: tls: certificate required
        """
      And the webhook at /authorize received 0 requests

  Rule: The version of the SubjectAccessReview is a flag, and needs no runtime configuration

    The document also sets runtime-config, which has no bearing on what the API server asks others.

    @flags
    @claim:authz-4.3-03
    Scenario: The API server starts with the --runtime-config of the document
      Given the API server runs with the flags:
        | authorization-mode                | Webhook                           |
        | authorization-webhook-config-file | $DIR/authorize.kubeconfig         |
        | runtime-config                    | authorization.k8s.io/v1beta1=true |
      When jane tries to list nodes
      Then the webhook at /authorize received 1 request

    @flags
    Scenario: The API server does not start with a version of SubjectAccessReview that does not exist
      Given the API server runs with the flags:
        | authorization-mode                | Webhook                   |
        | authorization-webhook-config-file | $DIR/authorize.kubeconfig |
        | authorization-webhook-version     | v7                        |
      Then the API server refuses to start with:
        """
        invalid authorization config: unsupported webhook authorizer version "v7", supported versions are "v1", "v1beta1"
        """

  Rule: The API server does not start with a faulty kubeconfig

    @flags
    Scenario: The API server does not start when the certificates of the kubeconfig are missing
      Given the file "webhook.kubeconfig":
        """
        apiVersion: v1
        kind: Config
        clusters:
        - name: name-of-remote-authz-service
          cluster:
            certificate-authority: $DIR/webhook-ca.crt
            server: https://$WEBHOOK/authorize
        users:
        - name: name-of-api-server
          user:
            client-certificate: /path/to/cert.pem
            client-key: /path/to/key.pem
        current-context: webhook
        contexts:
        - context:
            cluster: name-of-remote-authz-service
            user: name-of-api-server
          name: webhook
        """
      And the API server runs with the flags:
        | authorization-mode                | Webhook                 |
        | authorization-webhook-config-file | $DIR/webhook.kubeconfig |
      Then the API server refuses to start with:
        """
        invalid authorization config: invalid configuration: [unable to read client-cert /path/to/cert.pem for name-of-api-server due to open /path/to/cert.pem: no such file or directory, unable to read client-key /path/to/key.pem for name-of-api-server due to open /path/to/key.pem: no such file or directory]
        """

    @flags
    Scenario: The API server does not start when the kubeconfig is missing
      Given the API server runs with the flags:
        | authorization-mode                | Webhook              |
        | authorization-webhook-config-file | $DIR/none.kubeconfig |
      Then the API server refuses to start with:
        """
        invalid authorization config: stat $DIR/none.kubeconfig: no such file or directory
        """

    @flags
    Scenario: The API server does not start in the mode Webhook without a kubeconfig
      Given the API server runs with the flags:
        | authorization-mode | Webhook |
      Then the API server refuses to start with:
        """
        authorization-mode Webhook's authorization config file not passed
        """

    @flags
    @claim:authz-4.3-10
    Scenario: The API server does not start with a kubeconfig that has no context
      Given the file "webhook.kubeconfig":
        """
        apiVersion: v1
        kind: Config
        clusters:
        - name: name-of-remote-authz-service
          cluster:
            certificate-authority: $DIR/webhook-ca.crt
            server: https://$WEBHOOK/authorize
        users:
        - name: name-of-api-server
          user:
            client-certificate: $DIR/webhook-client.crt
            client-key: $DIR/webhook-client.key
        """
      And the API server runs with the flags:
        | authorization-mode                | Webhook                 |
        | authorization-webhook-config-file | $DIR/webhook.kubeconfig |
      Then the API server refuses to start with:
        """
        invalid authorization config: invalid configuration: no configuration has been provided, try setting KUBERNETES_MASTER environment variable
        """

  Rule: The API server takes a URL without HTTPS, whatever the document says

    @flags @since-1.36
    @refutes:authz-4.3-08
    Scenario: The API server starts with an http URL and asks there
      Given the file "webhook.kubeconfig":
        """
        apiVersion: v1
        kind: Config
        clusters:
        - name: name-of-remote-authz-service
          cluster:
            server: http://127.0.0.1:1/authorize
        users:
        - name: name-of-api-server
          user: {token: let-the-server-in}
        current-context: webhook
        contexts:
        - context:
            cluster: name-of-remote-authz-service
            user: name-of-api-server
          name: webhook
        """
      And the API server runs with the flags:
        | authorization-mode                | Webhook                 |
        | authorization-webhook-config-file | $DIR/webhook.kubeconfig |
      When jane tries to list nodes
      Then the response is 500 with body:
        """
        Internal Server Error: "/api/v1/nodes": Post "http://127.0.0.1:1/authorize?timeout=30s": dial tcp 127.0.0.1:1: connect: connection refused
        """
