Feature: Secrets
  A Secret holds what is secret, apart from the pods and images that use it, so that reading pods does not read passwords. Its values are
  written in base64, and some types have to have certain keys.
  Proves chapter 2.4 of the document on security, as far as an API server shows it.

  Background:
    Given the namespace "shop"

  Rule: The values of a Secret are in base64

    @claim:node-2.4-01 @claim:node-2.4-06 @claim:node-2.4-15
    Scenario: A Secret is kept in base64, and what is given as text is encoded
      Given the object:
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: mysecret, namespace: shop}
        type: Opaque
        data: {username: YWRtaW4=}
        stringData: {password: swordfish}
        """
      Then the secret "mysecret" in namespace "shop" is:
        """
        apiVersion: v1
        data: {password: c3dvcmRmaXNo, username: YWRtaW4=}
        kind: Secret
        metadata:
          creationTimestamp: <time>
          name: mysecret
          namespace: shop
          resourceVersion: <resourceVersion>
          uid: <uid>
        type: Opaque
        """

    @refutes:node-2.4-05
    Scenario: The Secret of the document is refused, because 123 is a number
      When the administrator sends POST /api/v1/namespaces/shop/secrets with body:
        """
        {"apiVersion":"v1","kind":"Secret","metadata":{"name":"mysecret"},"type":"Opaque","data":{"password":123,"username":123}}
        """
      Then the request fails with 400 BadRequest:
        """
        Secret in version "v1" cannot be handled as a Secret: <until 1.20: v1.Secret.Data: base64Codec: invalid input, error found in #10 byte of ...|password":123,"usern|..., bigger context ...|e":"mysecret"},"type":"Opaque","data":{"password":123,"username":123}}|...><since 1.36: json: cannot unmarshal number into Go struct field Secret.data of type []uint8>
        """

    @claim:node-2.4-06
    Scenario: A value that is not base64 is refused
      When the administrator sends POST /api/v1/namespaces/shop/secrets with body:
        """
        {"apiVersion":"v1","kind":"Secret","metadata":{"name":"mysecret"},"type":"Opaque","data":{"password":"123","username":"123"}}
        """
      Then the request fails with 400 BadRequest:
        """
        Secret in version "v1" cannot be handled as a Secret: <until 1.20: v1.Secret.Data: decode base64: illegal base64 data at input byte 0, error found in #10 byte of ...|ord":"123","username|..., bigger context ...|ysecret"},"type":"Opaque","data":{"password":"123","username":"123"}}|...><since 1.36: illegal base64 data at input byte 0>
        """

  Rule: A pod names the Secrets that it uses, and nothing looks whether they are there

    @claim:node-2.4-12 @claim:node-2.4-07 @claim:node-2.4-08
    Scenario: A pod that mounts a Secret and pulls with another is created although both are missing
      When the administrator tries to create:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec:
          automountServiceAccountToken: false
          imagePullSecrets: [{name: registry}]
          containers: [{name: app, image: "nginx:1", volumeMounts: [{name: password, mountPath: /etc/password}]}]
          volumes: [{name: password, secret: {secretName: mysecret}}]
        """
      Then the request is allowed

    @claim:node-2.4-09
    Scenario: A pod of a node's own folder, which its mirror pod shows, may use no Secret
      Given system:node:n1 is in the group "system:nodes"
      When system:node:n1 tries to create:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web-n1, namespace: shop, annotations: {kubernetes.io/config.mirror: hash}}
        spec:
          nodeName: n1
          containers: [{name: app, image: "nginx:1"}]
          volumes: [{name: password, secret: {secretName: mysecret}}]
        """
      Then the request fails with 403 Forbidden:
        """
        pods "web-n1" is forbidden: a mirror pod may not reference secrets
        """

  Rule: A type says which keys a Secret has

    Scenario Outline: A Secret of the type <type> without its keys is refused
      When the administrator tries to create:
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: mysecret, namespace: shop}
        type: <type>
        """
      Then the request fails with 422 Invalid:
        """
        Secret "mysecret" is invalid: <fault>
        """

      @claim:node-2.4-14
      Examples: Types of the document
        | type                                | fault |
        | kubernetes.io/service-account-token | metadata.annotations[kubernetes.io/service-account.name]: Required value |
        | kubernetes.io/dockercfg             | data[.dockercfg]: Required value |

      @refutes:node-2.4-16
      Examples: Types that the document does not know
        | type                           | fault |
        | kubernetes.io/dockerconfigjson | data[.dockerconfigjson]: Required value |
        | kubernetes.io/tls              | [data[tls.crt]: Required value, data[tls.key]: Required value] |
