Feature: A Role for the services of one namespace
  A ServiceAccount may do nothing until a binding says so, and a binding counts in its own namespace only. Two pods of the same
  name run in the namespaces foo and bar, and each asks for the services of foo.
  Proves chapter 3.3, Role and RoleBinding, of the document on authorization. Bodies are compared byte for byte.

  Background:
    Given the namespaces "foo" and "bar"
    And the manifests "proxy-pod-in-foo.yaml" and "proxy-pod-in-bar.yaml"

  Rule: A pod reads the services of a namespace as soon as a RoleBinding of that namespace names its ServiceAccount

    The document edits the RoleBinding with kubectl edit; here the administrator sends what kubectl sends then.

    @since-1.23
    Scenario: The walkthrough of the document, with the answers of today
      When the pod "test" in namespace "foo" runs: curl localhost:8001/api/v1/namespaces/foo/services
      Then the response is 403 with body:
        """
        {
          "kind": "Status",
          "apiVersion": "v1",
          "metadata": {},
          "status": "Failure",
          "message": "services is forbidden: User \"system:serviceaccount:foo:default\" cannot list resource \"services\" in API group \"\" in the namespace \"foo\"",
          "reason": "Forbidden",
          "details": {
            "kind": "services"
          },
          "code": 403
        }
        """
      When the pod "test" in namespace "bar" runs: curl localhost:8001/api/v1/namespaces/foo/services
      Then the response is 403 with body:
        """
        {
          "kind": "Status",
          "apiVersion": "v1",
          "metadata": {},
          "status": "Failure",
          "message": "services is forbidden: User \"system:serviceaccount:bar:default\" cannot list resource \"services\" in API group \"\" in the namespace \"foo\"",
          "reason": "Forbidden",
          "details": {
            "kind": "services"
          },
          "code": 403
        }
        """
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
      When the pod "test" in namespace "bar" runs: curl localhost:8001/api/v1/namespaces/foo/services
      Then the response is 403 with body:
        """
        {
          "kind": "Status",
          "apiVersion": "v1",
          "metadata": {},
          "status": "Failure",
          "message": "services is forbidden: User \"system:serviceaccount:bar:default\" cannot list resource \"services\" in API group \"\" in the namespace \"foo\"",
          "reason": "Forbidden",
          "details": {
            "kind": "services"
          },
          "code": 403
        }
        """
      When the pod "test" in namespace "bar" runs: curl localhost:8001/api/v1/namespaces/bar/services
      Then the response is 403 with body:
        """
        {
          "kind": "Status",
          "apiVersion": "v1",
          "metadata": {},
          "status": "Failure",
          "message": "services is forbidden: User \"system:serviceaccount:bar:default\" cannot list resource \"services\" in API group \"\" in the namespace \"bar\"",
          "reason": "Forbidden",
          "details": {
            "kind": "services"
          },
          "code": 403
        }
        """
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
      When the pod "test" in namespace "bar" runs: curl localhost:8001/api/v1/namespaces/bar/services
      Then the request is forbidden with:
        """
        services is forbidden: User "system:serviceaccount:bar:default" cannot list resource "services" in API group "" in the namespace "bar"
        """

    @until-1.22
    Scenario: The walkthrough of the document, with the answers of its time but for selfLink, which is off since 1.20
      When the pod "test" in namespace "foo" runs: curl localhost:8001/api/v1/namespaces/foo/services
      Then the response is 403 with body:
        """
        {
          "kind": "Status",
          "apiVersion": "v1",
          "metadata": {
            
          },
          "status": "Failure",
          "message": "services is forbidden: User \"system:serviceaccount:foo:default\" cannot list resource \"services\" in API group \"\" in the namespace \"foo\"",
          "reason": "Forbidden",
          "details": {
            "kind": "services"
          },
          "code": 403
        }
        """
      When the pod "test" in namespace "bar" runs: curl localhost:8001/api/v1/namespaces/foo/services
      Then the response is 403 with body:
        """
        {
          "kind": "Status",
          "apiVersion": "v1",
          "metadata": {
            
          },
          "status": "Failure",
          "message": "services is forbidden: User \"system:serviceaccount:bar:default\" cannot list resource \"services\" in API group \"\" in the namespace \"foo\"",
          "reason": "Forbidden",
          "details": {
            "kind": "services"
          },
          "code": 403
        }
        """
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
      When the pod "test" in namespace "bar" runs: curl localhost:8001/api/v1/namespaces/foo/services
      Then the response is 403 with body:
        """
        {
          "kind": "Status",
          "apiVersion": "v1",
          "metadata": {
            
          },
          "status": "Failure",
          "message": "services is forbidden: User \"system:serviceaccount:bar:default\" cannot list resource \"services\" in API group \"\" in the namespace \"foo\"",
          "reason": "Forbidden",
          "details": {
            "kind": "services"
          },
          "code": 403
        }
        """
      When the pod "test" in namespace "bar" runs: curl localhost:8001/api/v1/namespaces/bar/services
      Then the response is 403 with body:
        """
        {
          "kind": "Status",
          "apiVersion": "v1",
          "metadata": {
            
          },
          "status": "Failure",
          "message": "services is forbidden: User \"system:serviceaccount:bar:default\" cannot list resource \"services\" in API group \"\" in the namespace \"bar\"",
          "reason": "Forbidden",
          "details": {
            "kind": "services"
          },
          "code": 403
        }
        """
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
      When the pod "test" in namespace "bar" runs: curl localhost:8001/api/v1/namespaces/bar/services
      Then the request is forbidden with:
        """
        services is forbidden: User "system:serviceaccount:bar:default" cannot list resource "services" in API group "" in the namespace "bar"
        """
