Feature: What a webhook is asked
  In Webhook mode the API server asks an HTTP service of others: it sends a SubjectAccessReview and reads its status. A kubeconfig
  says where the service is, whom the API server trusts, and by which certificate it proves who it is.
  Proves chapter 4.3 of the document on authorization.

  Rule: A request for a resource is sent with the attributes of the resource

    @flags @since-1.36
    Scenario: The pods of a namespace
      Given a webhook at /authorize answers:
        """
        {
          "apiVersion": "authorization.k8s.io/v1beta1",
          "kind": "SubjectAccessReview",
          "status": {
            "allowed": true
          }
        }
        """
      And the API server runs with:
        | authorization-mode                | Webhook                   |
        | authorization-webhook-config-file | $DIR/authorize.kubeconfig |
        | authorization-webhook-version     | v1beta1                   |
      When jane tries to list pods in namespace "kittensandponies"
      Then the webhook at /authorize was sent:
        """
        {
          "kind": "SubjectAccessReview",
          "apiVersion": "authorization.k8s.io/v1beta1",
          "metadata": {},
          "spec": {
            "resourceAttributes": {
              "namespace": "kittensandponies",
              "verb": "list",
              "version": "v1",
              "resource": "pods"
            },
            "user": "jane",
            "group": [
              "system:authenticated"
            ],
            "extra": {
              "authentication.kubernetes.io/credential-id": [
                "X509SHA256=<sha256>"
              ]
            }
          },
          "status": {
            "allowed": false
          }
        }
        """

  Rule: An answer counts for a while

    @flags
    Scenario: A webhook that does not know the user is asked once
      Given a webhook at /authorize answers:
        """
        {
          "apiVersion": "authorization.k8s.io/v1",
          "kind": "SubjectAccessReview",
          "status": {
            "allowed": false,
            "reason": "user does not have read access to the namespace"
          }
        }
        """
      And the API server runs with:
        | authorization-mode                | Webhook                   |
        | authorization-webhook-config-file | $DIR/authorize.kubeconfig |
        | authorization-webhook-version     | v1                        |
      When jane tries to list pods in namespace "kittensandponies"
      And jane tries to list pods in namespace "kittensandponies"
      Then the request is forbidden with:
        """
        pods is forbidden: User "jane" cannot list resource "pods" in API group "" in the namespace "kittensandponies": user does not have read access to the namespace
        """
      And the webhook at /authorize was asked 1 time

  Rule: A webhook that fails makes the request fail

    @flags
    Scenario: The webhook has an error of its own
      Given a webhook at /authorize answers 404 with:
        """
        there is no such page
        """
      And the API server runs with:
        | authorization-mode                | Webhook                   |
        | authorization-webhook-config-file | $DIR/authorize.kubeconfig |
        | authorization-webhook-version     | v1                        |
      When jane tries to list pods in namespace "kittensandponies"
      Then the response is 500 with body:
        """
        Internal Server Error: "/api/v1/namespaces/kittensandponies/pods": the server could not find the requested resource
        """

    @flags @since-1.36
    Scenario: The webhook takes longer than it may
      Given a webhook at /authorize never answers
      And the file "authorization.yaml":
        """
        apiVersion: apiserver.config.k8s.io/v1
        kind: AuthorizationConfiguration
        authorizers:
        - type: Webhook
          name: slow
          webhook:
            timeout: 100ms
            authorizedTTL: 5m
            unauthorizedTTL: 30s
            subjectAccessReviewVersion: v1
            failurePolicy: NoOpinion
            connectionInfo:
              type: KubeConfigFile
              kubeConfigFile: $DIR/authorize.kubeconfig
        """
      And the API server runs with:
        | authorization-config | $DIR/authorization.yaml |
      When jane tries to list pods in namespace "kittensandponies"
      Then the response is 500 with body:
        """
        Internal Server Error: "/api/v1/namespaces/kittensandponies/pods": Post "https://<address>/authorize?timeout=100ms": <timed out> (Client.Timeout exceeded while awaiting headers)
        """
