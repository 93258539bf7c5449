Feature: A Role for the services of one namespace
  A ServiceAccount may do nothing until a binding names it, and a RoleBinding counts in its own namespace only. Two pods of the same
  name run in the namespaces foo and bar, and each asks for the services of foo.
  Proves chapter 3.3, Role and RoleBinding, of the document on authorization, an act a scenario. Bodies are compared byte for byte.

  Rule: A pod reads the services of a namespace as soon as a RoleBinding of that namespace names its ServiceAccount

    The document edits the RoleBinding with kubectl edit; here the administrator sends what kubectl sends then.

    Background:
      Given the namespaces "foo" and "bar"
      And the manifests "proxy-pod-in-foo.yaml" and "proxy-pod-in-bar.yaml"

    Scenario Outline: The pod of <namespace> may not list the services of foo without a binding (<versions>)
      When the pod "test" in namespace "<namespace>" runs: curl localhost:8001/api/v1/namespaces/foo/services
      Then the response is 403 with body:
        """
        {
          "kind": "Status",
          "apiVersion": "v1",
          "metadata": <metadata>,
          "status": "Failure",
          "message": "services is forbidden: User \"system:serviceaccount:<namespace>:default\" cannot list resource \"services\" in API group \"\" in the namespace \"foo\"",
          "reason": "Forbidden",
          "details": {
            "kind": "services"
          },
          "code": 403
        }
        """

      @claim:authz-3.3-09 @since-1.23
      Examples: foo, since 1.23
        | namespace | versions   | metadata |
        | foo       | since 1.23 | {}       |

      @claim:authz-3.3-09 @until-1.22
      Examples: foo, until 1.22
        | namespace | versions   | metadata       |
        | foo       | until 1.22 | {\n    \n  } |

      @claim:authz-3.3-10 @since-1.23
      Examples: bar, since 1.23
        | namespace | versions   | metadata |
        | bar       | since 1.23 | {}       |

      @claim:authz-3.3-10 @until-1.22
      Examples: bar, until 1.22
        | namespace | versions   | metadata       |
        | bar       | until 1.22 | {\n    \n  } |

    @claim:authz-3.3-24 @claim:authz-3.3-13 @claim:authz-3.3-17 @claim:authz-3.3-15 @claim:authz-3.3-21 @claim:authz-3.1-04
    @claim:authz-3.3-05 @refutes:authz-3.3-25
    Scenario: The RoleBinding of foo lets the pod of foo list the services of foo
      Given the manifests "service-reader.yaml", "service-reader-of-bar.yaml" and "binding-of-service-reader.yaml"
      When the pod "test" in namespace "foo" runs: curl localhost:8001/api/v1/namespaces/foo/services
      Then the response is 200 with body:
        """
        {
          "kind": "ServiceList",
          "apiVersion": "v1",
          "metadata": {
            "resourceVersion": "<resourceVersion>"
          },
          "items": []
        }
        """
      And the request is allowed by:
        """
        RBAC: allowed by RoleBinding "test/foo" of Role "service-reader" to ServiceAccount "default/foo"
        """

    @claim:authz-3.3-16
    Scenario: The RoleBinding of foo lets the pod of foo get one service by its name
      Given the manifests "service-reader.yaml" and "binding-of-service-reader.yaml"
      And the object:
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: foo}
        spec: {ports: [{port: 80}]}
        """
      When the pod "test" in namespace "foo" runs: curl localhost:8001/api/v1/namespaces/foo/services/web
      Then the request is allowed by:
        """
        RBAC: allowed by RoleBinding "test/foo" of Role "service-reader" to ServiceAccount "default/foo"
        """

    @claim:authz-3.3-27
    Scenario Outline: The RoleBinding of foo does not let the pod of bar list the services of <namespace> (<versions>)
      Given the manifests "service-reader.yaml", "service-reader-of-bar.yaml" and "binding-of-service-reader.yaml"
      When the pod "test" in namespace "bar" runs: curl localhost:8001/api/v1/namespaces/<namespace>/services
      Then the response is 403 with body:
        """
        {
          "kind": "Status",
          "apiVersion": "v1",
          "metadata": <metadata>,
          "status": "Failure",
          "message": "services is forbidden: User \"system:serviceaccount:bar:default\" cannot list resource \"services\" in API group \"\" in the namespace \"<namespace>\"",
          "reason": "Forbidden",
          "details": {
            "kind": "services"
          },
          "code": 403
        }
        """

      @since-1.23
      Examples:
        | namespace | versions   | metadata |
        | foo       | since 1.23 | {}       |
        | bar       | since 1.23 | {}       |

      @until-1.22
      Examples:
        | namespace | versions   | metadata       |
        | foo       | until 1.22 | {\n    \n  } |
        | bar       | until 1.22 | {\n    \n  } |

    @claim:authz-3.3-29 @claim:authz-3.3-30 @claim:authz-3.2-04 @claim:authz-3.3-05
    Scenario: The RoleBinding of foo lets the pod of bar list the services of foo once it names its ServiceAccount
      Given the manifests "service-reader.yaml", "service-reader-of-bar.yaml" and "binding-of-service-reader.yaml"
      When the administrator sends PATCH /apis/rbac.authorization.k8s.io/v1/namespaces/foo/rolebindings/test with body:
        """
        {"subjects": [{"kind": "ServiceAccount", "name": "default", "namespace": "foo"}, {"kind": "ServiceAccount", "name": "default", "namespace": "bar"}]}
        """
      Then the rolebinding "test" in namespace "foo" is:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata:
          creationTimestamp: <time>
          name: test
          namespace: foo
          resourceVersion: <resourceVersion>
          uid: <uid>
        roleRef:
          apiGroup: rbac.authorization.k8s.io
          kind: Role
          name: service-reader
        subjects:
          - kind: ServiceAccount
            name: default
            namespace: foo
          - kind: ServiceAccount
            name: default
            namespace: bar
        """
      When the pod "test" in namespace "bar" runs: curl localhost:8001/api/v1/namespaces/foo/services
      Then the response is 200 with body:
        """
        {
          "kind": "ServiceList",
          "apiVersion": "v1",
          "metadata": {
            "resourceVersion": "<resourceVersion>"
          },
          "items": []
        }
        """
      And the request is allowed by:
        """
        RBAC: allowed by RoleBinding "test/foo" of Role "service-reader" to ServiceAccount "default/bar"
        """

    Scenario: The RoleBinding of foo does not let the pod of bar list the services of bar even when it names its ServiceAccount
      Given the manifests "service-reader.yaml", "service-reader-of-bar.yaml" and "binding-of-service-reader.yaml"
      When the administrator sends PATCH /apis/rbac.authorization.k8s.io/v1/namespaces/foo/rolebindings/test with body:
        """
        {"subjects": [{"kind": "ServiceAccount", "name": "default", "namespace": "foo"}, {"kind": "ServiceAccount", "name": "default", "namespace": "bar"}]}
        """
      And the pod "test" in namespace "bar" runs: curl localhost:8001/api/v1/namespaces/bar/services
      Then the request is forbidden with:
        """
        services is forbidden: User "system:serviceaccount:bar:default" cannot list resource "services" in API group "" in the namespace "bar"
        """

  Rule: RBAC is the only mode that decides, as the document wants it

    Background:
      Given the API server runs with the flags:
        | authorization-mode | RBAC |
      And the namespaces "foo" and "bar"
      And the manifests "proxy-pod-in-foo.yaml", "service-reader.yaml" and "binding-of-service-reader.yaml"

    @flags
    @claim:authz-3.3-01 @claim:authz-3.1-21
    Scenario: With RBAC alone the pod lists the services of the namespace of its binding and no others
      When the pod "test" in namespace "foo" runs: curl localhost:8001/api/v1/namespaces/foo/services
      Then the request is allowed by:
        """
        RBAC: allowed by RoleBinding "test/foo" of Role "service-reader" to ServiceAccount "default/foo"
        """
      When the pod "test" in namespace "foo" runs: curl localhost:8001/api/v1/namespaces/bar/services
      Then the request is forbidden with:
        """
        services is forbidden: User "system:serviceaccount:foo:default" cannot list resource "services" in API group "" in the namespace "bar"
        """

  Rule: Without RBAC the token of any pod opened the cluster

    @flags
    @claim:authz-3.1-01
    Scenario: With AlwaysAllow the ServiceAccount of a pod may do anything
      Given the API server runs with the flags:
        | authorization-mode | AlwaysAllow |
      And the namespace "foo"
      And the manifest "proxy-pod-in-foo.yaml"
      When the pod "test" in namespace "foo" runs: curl localhost:8001/api/v1/secrets
      Then the request is allowed
      And system:serviceaccount:foo:default can:
        | verb   | object                                | answer |
        | delete | node "n1"                             | yes    |
        | create | clusterrolebindings                   | yes    |
        | get    | the path "/metrics"                   | yes    |

  Rule: Versions until 1.23 can write the selfLink that the document shows

    Before 1.20 every answer named its own URL in metadata.selfLink. Kubernetes 1.20 to 1.23 still write it with
    --feature-gates=RemoveSelfLink=false; 1.24 has no way to.

    Background:
      Given the API server runs with the flags:
        | feature-gates | RemoveSelfLink=false |
      And the namespaces "foo" and "bar"
      And the manifests "proxy-pod-in-foo.yaml" and "proxy-pod-in-bar.yaml"
      And the manifests "service-reader.yaml", "service-reader-of-bar.yaml" and "binding-of-service-reader.yaml"

    @flags @until-1.23
    @claim:authz-3.3-26
    Scenario: The list of services has a selfLink
      When the pod "test" in namespace "foo" runs: curl localhost:8001/api/v1/namespaces/foo/services
      Then the response is 200 with body:
        """
        {
          "kind": "ServiceList",
          "apiVersion": "v1",
          "metadata": {
            "selfLink": "/api/v1/namespaces/foo/services",
            "resourceVersion": "<resourceVersion>"
          },
          "items": []
        }
        """

    @flags @until-1.23
    Scenario: The RoleBinding that names two ServiceAccounts has a selfLink
      When the administrator sends PATCH /apis/rbac.authorization.k8s.io/v1/namespaces/foo/rolebindings/test with body:
        """
        {"subjects": [{"kind": "ServiceAccount", "name": "default", "namespace": "foo"}, {"kind": "ServiceAccount", "name": "default", "namespace": "bar"}]}
        """
      Then the rolebinding "test" in namespace "foo" is:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata:
          creationTimestamp: <time>
          name: test
          namespace: foo
          resourceVersion: <resourceVersion>
          selfLink: /apis/rbac.authorization.k8s.io/v1/namespaces/foo/rolebindings/test
          uid: <uid>
        roleRef:
          apiGroup: rbac.authorization.k8s.io
          kind: Role
          name: service-reader
        subjects:
          - kind: ServiceAccount
            name: default
            namespace: foo
          - kind: ServiceAccount
            name: default
            namespace: bar
        """
