Feature: Decisions of a webhook
  A webhook allows, has no opinion, or denies. Where several modes decide, a webhook that does not allow leaves it to the next;
  one that denies ends it.
  Proves chapter 4.3 of the document on authorization.

  Rule: One webhook that allows is enough

    @flags
    @claim:authz-4.3-01 @claim:authz-4.3-13 @claim:authz-3.1-20 @refutes:authz-4.3-04
    Scenario: A user may do anything that the webhook allows
      Given a webhook at /authorize responds with:
        """
        {"apiVersion": "authorization.k8s.io/v1beta1", "kind": "SubjectAccessReview", "status": {"allowed": true}}
        """
      And the API server runs with the flags:
        | authorization-mode                | Webhook                   |
        | authorization-webhook-config-file | $DIR/authorize.kubeconfig |
        | authorization-webhook-version     | v1beta1                   |
      Then jane can:
        | verb   | object                            | answer |
        | list   | pods in namespace "foo"           | yes    |
        | delete | secret "s" in namespace "foo"     | yes    |
        | get    | the path "/metrics"               | yes    |

  Rule: The refusal contains the reason of the webhook

    @flags
    @claim:authz-4.3-14
    Scenario: The refusal contains the reason that the webhook of the document gives
      Given a webhook at /authorize responds with:
        """
        {
          "apiVersion": "authorization.k8s.io/v1beta1",
          "kind": "SubjectAccessReview",
          "status": {
            "allowed": false,
            "reason": "user does not have read access to the namespace"
          }
        }
        """
      And the API server runs with the flags:
        | authorization-mode                | Webhook                   |
        | authorization-webhook-config-file | $DIR/authorize.kubeconfig |
        | authorization-webhook-version     | v1beta1                   |
      When jane tries to list pods in namespace "kittensandponies"
      Then the request is forbidden with:
        """
        pods is forbidden: User "jane" cannot list resource "pods" in API group "" in the namespace "kittensandponies": <since 1.37: default: >user does not have read access to the namespace
        """

  Rule: What a webhook does not allow, a later mode may

    @flags
    Scenario: A mode after a webhook without opinion allows the request
      Given a webhook at /authorize responds with:
        """
        {"apiVersion": "authorization.k8s.io/v1", "kind": "SubjectAccessReview", "status": {"allowed": false, "reason": "not mine"}}
        """
      And the API server runs with the flags:
        | authorization-mode                | Webhook,AlwaysAllow       |
        | authorization-webhook-config-file | $DIR/authorize.kubeconfig |
        | authorization-webhook-version     | v1                        |
      Then jane can:
        | verb | object | answer |
        | list | nodes  | yes    |

    @flags
    @refutes:authz-3.1-06
    Scenario: A webhook that denies keeps later modes from allowing the request
      Given a webhook at /authorize responds with:
        """
        {"apiVersion": "authorization.k8s.io/v1", "kind": "SubjectAccessReview", "status": {"allowed": false, "denied": true, "reason": "out of hours"}}
        """
      And the API server runs with the flags:
        | authorization-mode                | Webhook,AlwaysAllow       |
        | authorization-webhook-config-file | $DIR/authorize.kubeconfig |
        | authorization-webhook-version     | v1                        |
      When jane tries to list nodes
      Then the request is forbidden with:
        """
        nodes is forbidden: User "jane" cannot list resource "nodes" in API group "" at the cluster scope: out of hours
        """

    @flags
    Scenario: A webhook after a mode that has allowed receives nothing
      Given a webhook at /authorize responds with:
        """
        {"apiVersion": "authorization.k8s.io/v1", "kind": "SubjectAccessReview", "status": {"allowed": false, "denied": true, "reason": "out of hours"}}
        """
      And the API server runs with the flags:
        | authorization-mode                | AlwaysAllow,Webhook       |
        | authorization-webhook-config-file | $DIR/authorize.kubeconfig |
        | authorization-webhook-version     | v1                        |
      When jane tries to list nodes
      Then the webhook at /authorize received 0 requests

  Rule: A decision is cached

    @flags
    Scenario: The webhook receives the same request once
      Given the user "jane"
      And a webhook at /authorize responds with:
        """
        {"apiVersion": "authorization.k8s.io/v1", "kind": "SubjectAccessReview", "status": {"allowed": false}}
        """
      And the API server runs with the flags:
        | authorization-mode                | Webhook                   |
        | authorization-webhook-config-file | $DIR/authorize.kubeconfig |
        | authorization-webhook-version     | v1                        |
      When jane tries to list nodes
      Then the request is forbidden
      When jane tries to list nodes
      Then the request is forbidden
      And the webhook at /authorize received 1 request

    @flags
    Scenario: The webhook receives two requests that differ in the verb
      Given the user "jane"
      And a webhook at /authorize responds with:
        """
        {"apiVersion": "authorization.k8s.io/v1", "kind": "SubjectAccessReview", "status": {"allowed": false}}
        """
      And the API server runs with the flags:
        | authorization-mode                | Webhook                   |
        | authorization-webhook-config-file | $DIR/authorize.kubeconfig |
        | authorization-webhook-version     | v1                        |
      When jane tries to list nodes
      Then the request is forbidden
      When jane tries to watch nodes
      Then the request is forbidden
      And the webhook at /authorize received 2 requests

  Rule: No path is allowed by default

    The document says that /api, /apis and /version are; that holds with RBAC, whose default roles give them to every user.

    @flags
    @refutes:authz-4.3-18
    Scenario: /healthz is closed to an anonymous client by a webhook that allows nothing
      Given a webhook at /authorize responds with:
        """
        {"apiVersion": "authorization.k8s.io/v1", "kind": "SubjectAccessReview", "status": {"allowed": false}}
        """
      And the API server runs with the flags:
        | authorization-mode                | Webhook                   |
        | authorization-webhook-config-file | $DIR/authorize.kubeconfig |
        | authorization-webhook-version     | v1                        |
      And the user "jane"
      Then jane can:
        | verb | object                 | answer |
        | get  | the path "/api"        | no     |
        | get  | the path "/apis"       | no     |
        | get  | the path "/version"    | no     |
        | get  | the path "/metrics"    | no     |

    @flags
    @claim:authz-4.3-17
    Scenario: /healthz is open to an anonymous client by RBAC beside a webhook that allows nothing
      Given a webhook at /authorize responds with:
        """
        {"apiVersion": "authorization.k8s.io/v1", "kind": "SubjectAccessReview", "status": {"allowed": false}}
        """
      And the API server runs with the flags:
        | authorization-mode                | Webhook,RBAC              |
        | authorization-webhook-config-file | $DIR/authorize.kubeconfig |
        | authorization-webhook-version     | v1                        |
      And the user "jane"
      Then jane can:
        | verb | object                          | answer |
        | get  | the path "/api"                 | yes    |
        | get  | the path "/api/v1"              | yes    |
        | get  | the path "/apis"                | yes    |
        | get  | the path "/apis/apps/v1"        | yes    |
        | get  | the path "/version"             | yes    |
        | get  | the path "/healthz"             | yes    |
        | get  | the path "/metrics"             | no     |
        | get  | the missing path "/resetMetrics"        | no     |
        | get  | the missing path "/logs"                | no     |
        | get  | the missing path "/debug"               | no     |
        | get  | the missing path "/swagger-ui/"         | no     |
        | get  | the missing path "/swaggerapi/"         | no     |
        | get  | the missing path "/ui"                  | no     |
