Feature: The SubjectAccessReviews that a webhook receives
  In Webhook mode the API server asks an HTTP service of others: it posts a SubjectAccessReview and reads the status of the
  answer. The document shows group1 and group2; the API server adds the groups that it gives itself.
  Proves chapter 4.3 of the document on authorization.

  Background:
    Given a webhook at /authorize responds with:
      """
      {
        "apiVersion": "authorization.k8s.io/v1beta1",
        "kind": "SubjectAccessReview",
        "status": {
          "allowed": true
        }
      }
      """
    And the API server runs with the flags:
      | authorization-mode                | Webhook                   |
      | authorization-webhook-config-file | $DIR/authorize.kubeconfig |
      | authorization-webhook-version     | v1beta1                   |
    And jane is in the groups "group1" and "group2"

  Rule: A request for a resource is described by the properties of the resource

    @flags @until-1.20
    @claim:authz-4.3-11 @claim:authz-4.3-05 @claim:authz-3.1-11 @claim:authz-3.1-13
    Scenario: The webhook receives a list of pods as kube-apiserver 1.20 describes it
      When jane tries to list pods in namespace "kittensandponies"
      Then the webhook at /authorize received:
        """
        {
          "kind": "SubjectAccessReview",
          "apiVersion": "authorization.k8s.io/v1beta1",
          "metadata": {
            "creationTimestamp": null
          },
          "spec": {
            "resourceAttributes": {
              "namespace": "kittensandponies",
              "verb": "list",
              "version": "v1",
              "resource": "pods"
            },
            "user": "jane",
            "group": [
              "group1",
              "group2",
              "system:authenticated"
            ]
          },
          "status": {
            "allowed": false
          }
        }
        """

    @flags @since-1.36
    @claim:authz-4.3-11 @claim:authz-4.3-05 @claim:authz-3.1-10 @claim:authz-3.1-11 @claim:authz-3.1-13
    Scenario: The webhook receives a list of pods as kube-apiserver 1.36 describes it, with the fingerprint of the client certificate
      When jane tries to list pods in namespace "kittensandponies"
      Then the webhook at /authorize received:
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
              "group1",
              "group2",
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

    @flags @since-1.36
    @claim:authz-3.1-14
    Scenario: The webhook receives the name and the subresource of an object of an API group
      When jane sends GET /apis/apps/v1/namespaces/kittensandponies/deployments/web/scale
      Then the webhook at /authorize received:
        """
        {
          "kind": "SubjectAccessReview",
          "apiVersion": "authorization.k8s.io/v1beta1",
          "metadata": {},
          "spec": {
            "resourceAttributes": {
              "namespace": "kittensandponies",
              "verb": "get",
              "group": "apps",
              "version": "v1",
              "resource": "deployments",
              "subresource": "scale",
              "name": "web"
            },
            "user": "jane",
            "group": [
              "group1",
              "group2",
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

    @flags @until-1.20
    @claim:authz-4.3-12
    Scenario: The webhook receives the document's example as kube-apiserver 1.20 describes it
      When jane sends GET /apis/unicorn.example.org/v1/namespaces/kittensandponies/pods/web
      Then the webhook at /authorize received:
        """
        {
          "kind": "SubjectAccessReview",
          "apiVersion": "authorization.k8s.io/v1beta1",
          "metadata": {
            "creationTimestamp": null
          },
          "spec": {
            "resourceAttributes": {
              "namespace": "kittensandponies",
              "verb": "get",
              "group": "unicorn.example.org",
              "version": "v1",
              "resource": "pods",
              "name": "web"
            },
            "user": "jane",
            "group": [
              "group1",
              "group2",
              "system:authenticated"
            ]
          },
          "status": {
            "allowed": false
          }
        }
        """

    @flags @since-1.36
    @claim:authz-4.3-12
    Scenario: The webhook receives the document's example as kube-apiserver 1.36 describes it
      When jane sends GET /apis/unicorn.example.org/v1/namespaces/kittensandponies/pods/web
      Then the webhook at /authorize received:
        """
        {
          "kind": "SubjectAccessReview",
          "apiVersion": "authorization.k8s.io/v1beta1",
          "metadata": {},
          "spec": {
            "resourceAttributes": {
              "namespace": "kittensandponies",
              "verb": "get",
              "group": "unicorn.example.org",
              "version": "v1",
              "resource": "pods",
              "name": "web"
            },
            "user": "jane",
            "group": [
              "group1",
              "group2",
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

    @flags @until-1.20
    @claim:authz-3.1-10
    Scenario: The webhook receives the extra fields of a user as kube-apiserver 1.20 describes them
      When the administrator sends GET /api/v1/nodes with headers:
        | Impersonate-User         | dave   |
        | Impersonate-Extra-Scopes | reader |
      Then the webhook at /authorize received:
        """
        {
          "kind": "SubjectAccessReview",
          "apiVersion": "authorization.k8s.io/v1beta1",
          "metadata": {
            "creationTimestamp": null
          },
          "spec": {
            "resourceAttributes": {
              "verb": "list",
              "version": "v1",
              "resource": "nodes"
            },
            "user": "dave",
            "group": [
              "system:authenticated"
            ],
            "extra": {
              "scopes": [
                "reader"
              ]
            }
          },
          "status": {
            "allowed": false
          }
        }
        """

    @flags @since-1.36
    @claim:authz-3.1-10
    Scenario: The webhook receives the extra fields of a user as kube-apiserver 1.36 describes them
      When the administrator sends GET /api/v1/nodes with headers:
        | Impersonate-User         | dave   |
        | Impersonate-Extra-Scopes | reader |
      Then the webhook at /authorize received:
        """
        {
          "kind": "SubjectAccessReview",
          "apiVersion": "authorization.k8s.io/v1beta1",
          "metadata": {},
          "spec": {
            "resourceAttributes": {
              "verb": "list",
              "version": "v1",
              "resource": "nodes"
            },
            "user": "dave",
            "group": [
              "system:authenticated"
            ],
            "extra": {
              "scopes": [
                "reader"
              ]
            }
          },
          "status": {
            "allowed": false
          }
        }
        """

  Rule: A request for a path is described by path and verb

    @flags @until-1.20
    @claim:authz-4.3-15 @claim:authz-3.1-12
    Scenario: The webhook receives a request for /debug as kube-apiserver 1.20 describes it
      When jane sends GET /debug
      Then the webhook at /authorize received:
        """
        {
          "kind": "SubjectAccessReview",
          "apiVersion": "authorization.k8s.io/v1beta1",
          "metadata": {
            "creationTimestamp": null
          },
          "spec": {
            "nonResourceAttributes": {
              "path": "/debug",
              "verb": "get"
            },
            "user": "jane",
            "group": [
              "group1",
              "group2",
              "system:authenticated"
            ]
          },
          "status": {
            "allowed": false
          }
        }
        """

    @flags @since-1.36
    @claim:authz-4.3-15 @claim:authz-3.1-12
    Scenario: The webhook receives a request for /debug as kube-apiserver 1.36 describes it
      When jane sends GET /debug
      Then the webhook at /authorize received:
        """
        {
          "kind": "SubjectAccessReview",
          "apiVersion": "authorization.k8s.io/v1beta1",
          "metadata": {},
          "spec": {
            "nonResourceAttributes": {
              "path": "/debug",
              "verb": "get"
            },
            "user": "jane",
            "group": [
              "group1",
              "group2",
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

  Rule: Members of system:masters are allowed before the webhook is asked

    @flags
    Scenario: The webhook receives nothing when the administrator lists nodes
      When the administrator tries to list nodes
      Then the webhook at /authorize received 0 requests
