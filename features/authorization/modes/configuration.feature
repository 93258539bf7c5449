@since-1.36
Feature: A file of authorizers
  --authorization-config names a file instead of --authorization-mode: authorizers in their order, several webhooks among them,
  each with its own rules for when it is asked and what its failure means.
  After k8s.io/apiserver/pkg/apis/apiserver, which the documents are older than.

  Rule: Several webhooks are asked in their order, until one allows or denies

    @flags
    Scenario: A second webhook that denies after one without opinion keeps RBAC from allowing the request
      Given a webhook at /first responds with:
        """
        {"apiVersion": "authorization.k8s.io/v1", "kind": "SubjectAccessReview", "status": {"allowed": false, "reason": "not mine"}}
        """
      And a webhook at /second responds with:
        """
        {"apiVersion": "authorization.k8s.io/v1", "kind": "SubjectAccessReview", "status": {"allowed": false, "denied": true, "reason": "out of hours"}}
        """
      And the file "authorization.yaml":
        """
        apiVersion: apiserver.config.k8s.io/v1
        kind: AuthorizationConfiguration
        authorizers:
        - type: Webhook
          name: first
          webhook:
            timeout: 3s
            subjectAccessReviewVersion: v1
            failurePolicy: NoOpinion
            connectionInfo: {type: KubeConfigFile, kubeConfigFile: $DIR/first.kubeconfig}
        - type: Webhook
          name: second
          webhook:
            timeout: 3s
            subjectAccessReviewVersion: v1
            failurePolicy: NoOpinion
            connectionInfo: {type: KubeConfigFile, kubeConfigFile: $DIR/second.kubeconfig}
        - type: RBAC
          name: rbac
        """
      And the API server runs with the flags:
        | authorization-config | $DIR/authorization.yaml |
      When jane tries to list nodes
      Then the request is forbidden with:
        """
        nodes is forbidden: User "jane" cannot list resource "nodes" in API group "" at the cluster scope: out of hours
        """
      And the webhook at /first received 1 request
      And the webhook at /second received 1 request

  Rule: A webhook is asked only about requests that all its conditions match

    @flags
    Scenario Outline: The webhook receives <asked> requests when <user> tries to <verb> <object>
      Given a webhook at /authorize responds with:
        """
        {"apiVersion": "authorization.k8s.io/v1", "kind": "SubjectAccessReview", "status": {"allowed": false, "reason": "only by day"}}
        """
      And the file "authorization.yaml":
        """
        apiVersion: apiserver.config.k8s.io/v1
        kind: AuthorizationConfiguration
        authorizers:
        - type: Webhook
          name: secrets-of-production
          webhook:
            timeout: 3s
            subjectAccessReviewVersion: v1
            matchConditionSubjectAccessReviewVersion: v1
            failurePolicy: Deny
            connectionInfo: {type: KubeConfigFile, kubeConfigFile: $DIR/authorize.kubeconfig}
            matchConditions:
            - expression: has(request.resourceAttributes)
            - expression: request.resourceAttributes.namespace == 'production' && request.resourceAttributes.resource == 'secrets'
            - expression: "!('system:serviceaccounts:kube-system' in request.groups)"
        """
      And the API server runs with the flags:
        | authorization-config | $DIR/authorization.yaml |
      When <user> tries to <verb> <object>
      Then the webhook at /authorize received <asked> requests

      Examples:
        | user                                         | verb | object                                | asked |
        | jane                                         | list | secrets in namespace "production"     | 1     |
        | jane                                         | list | secrets in namespace "test"           | 0     |
        | jane                                         | list | pods in namespace "production"        | 0     |
        | jane                                         | get  | the path "/version"                   | 0     |
        | system:serviceaccount:kube-system:default    | list | secrets in namespace "production"     | 0     |

  Rule: What a failure means is the failure policy of the webhook

    @flags
    Scenario: A failing webhook with the failure policy NoOpinion leaves the decision to the next authorizer
      Given a webhook at /authorize responds with 404:
        """
        404 page not found
        """
      And the file "authorization.yaml":
        """
        apiVersion: apiserver.config.k8s.io/v1
        kind: AuthorizationConfiguration
        authorizers:
        - type: Webhook
          name: hook
          webhook:
            timeout: 3s
            subjectAccessReviewVersion: v1
            failurePolicy: NoOpinion
            connectionInfo: {type: KubeConfigFile, kubeConfigFile: $DIR/authorize.kubeconfig}
        - type: AlwaysAllow
          name: alwaysallow
        """
      And the API server runs with the flags:
        | authorization-config | $DIR/authorization.yaml |
      Then jane can:
        | verb | object | answer |
        | list | nodes  | yes    |

    @flags
    Scenario: A failing webhook with the failure policy Deny refuses the request
      Given a webhook at /authorize responds with 404:
        """
        404 page not found
        """
      And the file "authorization.yaml":
        """
        apiVersion: apiserver.config.k8s.io/v1
        kind: AuthorizationConfiguration
        authorizers:
        - type: Webhook
          name: hook
          webhook:
            timeout: 3s
            subjectAccessReviewVersion: v1
            failurePolicy: Deny
            connectionInfo: {type: KubeConfigFile, kubeConfigFile: $DIR/authorize.kubeconfig}
        - type: AlwaysAllow
          name: alwaysallow
        """
      And the API server runs with the flags:
        | authorization-config | $DIR/authorization.yaml |
      When jane tries to list nodes
      Then the response is 500 with body:
        """
        Internal Server Error: "/api/v1/nodes": the server could not find the requested resource
        """

    @flags
    Scenario: A webhook that does not respond in time has failed
      Given a webhook at /authorize does not respond
      And the file "authorization.yaml":
        """
        apiVersion: apiserver.config.k8s.io/v1
        kind: AuthorizationConfiguration
        authorizers:
        - type: Webhook
          name: slow
          webhook:
            timeout: 200ms
            subjectAccessReviewVersion: v1
            failurePolicy: NoOpinion
            connectionInfo: {type: KubeConfigFile, kubeConfigFile: $DIR/authorize.kubeconfig}
        """
      And the API server runs with the flags:
        | authorization-config | $DIR/authorization.yaml |
      When jane tries to list nodes
      Then the response is 500 with body:
        """
        Internal Server Error: "/api/v1/nodes": Post "https://<address>/authorize?timeout=200ms": <timed out>
        """

  Rule: A change of the file counts without a restart

    A real server follows its file a moment later, so it cannot be asked at once.

    @flags @embedded-only
    Scenario: A changed --authorization-config counts without a restart, and a faulty one does not
      Given the file "authorization.yaml":
        """
        apiVersion: apiserver.config.k8s.io/v1
        kind: AuthorizationConfiguration
        authorizers:
        - {type: RBAC, name: rbac}
        """
      And the API server runs with the flags:
        | authorization-config | $DIR/authorization.yaml |
      When jane tries to list nodes
      Then the request is forbidden with:
        """
        nodes is forbidden: User "jane" cannot list resource "nodes" in API group "" at the cluster scope
        """
      Given the file "authorization.yaml":
        """
        apiVersion: apiserver.config.k8s.io/v1
        kind: AuthorizationConfiguration
        authorizers:
        - {type: AlwaysDeny, name: alwaysdeny}
        - {type: RBAC, name: rbac}
        """
      When jane tries to list nodes
      Then the request is forbidden with:
        """
        nodes is forbidden: User "jane" cannot list resource "nodes" in API group "" at the cluster scope: <since 1.37: alwaysdeny: >Everything is forbidden.
        """
      Given the file "authorization.yaml":
        """
        apiVersion: apiserver.config.k8s.io/v1
        kind: AuthorizationConfiguration
        authorizers:
        - {type: AlwaysAllow, name: alwaysallow}
        """
      When jane tries to list nodes
      Then the request is forbidden with:
        """
        nodes is forbidden: User "jane" cannot list resource "nodes" in API group "" at the cluster scope: <since 1.37: alwaysdeny: >Everything is forbidden.
        """

  Rule: The API server does not start with a faulty file

    @flags
    Scenario Outline: The API server does not start with an authorization configuration that has <what>
      Given the file "authorization.yaml":
        """
        apiVersion: apiserver.config.k8s.io/v1
        kind: AuthorizationConfiguration
        authorizers: <authorizers>
        """
      And the API server runs with the flags:
        | authorization-config | $DIR/authorization.yaml |
      Then the API server refuses to start with:
        """
        <message>
        """

      Examples:
        | what                            | authorizers                                            | message                                                                                                                                    |
        | no authorizer                   | []                                                     | authorizers: Required value: at least one authorization mode must be defined                                                               |
        | a type that does not exist      | [{type: Magic, name: magic}]                           | authorizers[0].type: Unsupported value: "Magic": supported values: "ABAC", "AlwaysAllow", "AlwaysDeny", "Node", "RBAC", "Webhook"            |
        | RBAC under another name         | [{type: RBAC, name: roles}]                            | expected name rbac for authorizer RBAC instead of roles                                                                                    |
        | RBAC twice                      | [{type: RBAC, name: rbac}, {type: RBAC, name: again}]  | authorizers[1].type: Duplicate value: "RBAC"                                                                                               |
        | a webhook without a webhook     | [{type: Webhook, name: hook}]                          | authorizers[0].webhook: Required value: required when type=Webhook                                                                         |
        | a field that does not exist     | [{type: RBAC, name: rbac, nonsense: 1}]                | failed to load AuthorizationConfiguration from file: strict decoding error: unknown field "authorizers[0].nonsense"                        |

    @flags
    Scenario: The API server does not start with --authorization-config beside --authorization-mode
      Given the file "authorization.yaml":
        """
        apiVersion: apiserver.config.k8s.io/v1
        kind: AuthorizationConfiguration
        authorizers:
        - type: RBAC
          name: rbac
        """
      And the API server runs with the flags:
        | authorization-config | $DIR/authorization.yaml |
        | authorization-mode   | RBAC                    |
      Then the API server refuses to start with:
        """
        --authorization-config can not be specified when --authorization-mode or --authorization-webhook-* flags are defined
        """
