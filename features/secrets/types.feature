Feature: Types of Secrets
  The type of a Secret says which keys it has, so that what reads it finds them. Opaque says nothing of them, and so does a type of one's own.
  Proves chapter 2.4 of the document on security, which knows three types. Upstream: ValidateSecret of pkg/apis/core/validation.

  Background:
    Given the namespace "shop"

  Rule: A Secret without a type is Opaque

    @claim:node-2.4-15
    Scenario: A Secret that names no type is Opaque, and may be empty
      Given the object:
        """
        {apiVersion: v1, kind: Secret, metadata: {name: mysecret, namespace: shop}}
        """
      Then the secret "mysecret" in namespace "shop" is:
        """
        apiVersion: v1
        kind: Secret
        metadata:
          creationTimestamp: <time>
          name: mysecret
          namespace: shop
          resourceVersion: <resourceVersion>
          uid: <uid>
        type: Opaque
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
        | kubernetes.io/basic-auth       | [data<until 1.20: [%s]>[username]: Required value, data<until 1.20: [%s]>[password]: Required value] |
        | kubernetes.io/ssh-auth         | data<until 1.20: [%s]>[ssh-privatekey]: Required value |
        | kubernetes.io/tls              | [data[tls.crt]: Required value, data[tls.key]: Required value] |

    Scenario Outline: A Secret of the type <type> with its keys is taken
      When the administrator tries to create:
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: mysecret, namespace: shop, annotations: {kubernetes.io/service-account.name: default}}
        type: <type>
        stringData: <data>
        """
      Then the request is allowed

      @claim:node-2.4-14
      Examples: Types of the document
        | type                                | data                                                              |
        | kubernetes.io/service-account-token | {}                                                                |
        | kubernetes.io/dockercfg             | {.dockercfg: '{"https://index.docker.io/v1/": {"auth": "eA=="}}'} |

      @refutes:node-2.4-16
      Examples: Types that the document does not know
        | type                           | data                                 |
        | kubernetes.io/dockerconfigjson | {.dockerconfigjson: '{"auths": {}}'} |
        | kubernetes.io/basic-auth       | {username: jane}                     |
        | kubernetes.io/ssh-auth         | {ssh-privatekey: key}                |
        | kubernetes.io/tls              | {tls.crt: "", tls.key: ""}           |
        | bootstrap.kubernetes.io/token  | {}                                   |
        | example.com/any                | {}                                   |

    Scenario: The configuration of Docker has to be JSON, and the refusal does not repeat it
      When the administrator tries to create:
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: mysecret, namespace: shop}
        type: kubernetes.io/dockercfg
        stringData: {.dockercfg: x}
        """
      Then the request fails with 422 Invalid:
        """
        Secret "mysecret" is invalid: data[.dockercfg]: Invalid value: "<secret contents redacted>": invalid character 'x' looking for beginning of value
        """

    Scenario: The key of dockercfg is not that of dockerconfigjson
      When the administrator tries to create:
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: mysecret, namespace: shop}
        type: kubernetes.io/dockerconfigjson
        stringData: {.dockercfg: '{}'}
        """
      Then the request fails with 422 Invalid:
        """
        Secret "mysecret" is invalid: data[.dockerconfigjson]: Required value
        """

    Scenario: A key of SSH may not be empty
      When the administrator tries to create:
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: mysecret, namespace: shop}
        type: kubernetes.io/ssh-auth
        stringData: {ssh-privatekey: ""}
        """
      Then the request fails with 422 Invalid:
        """
        Secret "mysecret" is invalid: data<until 1.20: [%s]>[ssh-privatekey]: Required value
        """

  Rule: The type stays, and what is immutable stays as a whole

    Background:
      Given the object:
        """
        {apiVersion: v1, kind: Secret, metadata: {name: mysecret, namespace: shop}, data: {password: MTIz}}
        """

    Scenario: The type of a Secret does not change
      When the administrator sends PATCH /api/v1/namespaces/shop/secrets/mysecret with body:
        """
        {"type":"example.com/any"}
        """
      Then the request fails with 422 Invalid:
        """
        Secret "mysecret" is invalid: type: Invalid value: "example.com/any": field is immutable
        """

    Scenario: The values of a Secret change
      When the administrator sends PATCH /api/v1/namespaces/shop/secrets/mysecret with body:
        """
        {"data":{"password":null},"stringData":{"username":"jane"}}
        """
      Then the secret "mysecret" in namespace "shop" is:
        """
        apiVersion: v1
        data: {username: amFuZQ==}
        kind: Secret
        metadata:
          creationTimestamp: <time>
          name: mysecret
          namespace: shop
          resourceVersion: <resourceVersion>
          uid: <uid>
        type: Opaque
        """

    Scenario Outline: A Secret that is immutable does not change <what>
      When the administrator sends PATCH /api/v1/namespaces/shop/secrets/mysecret with body:
        """
        {"immutable":true}
        """
      And the administrator sends PATCH /api/v1/namespaces/shop/secrets/mysecret with body:
        """
        <patch>
        """
      Then the request fails with 422 Invalid:
        """
        Secret "mysecret" is invalid: <field>: Forbidden: field is immutable when `immutable` is set
        """

      Examples:
        | what                      | patch                         | field     |
        | its values                | {"data":{"password":"eA=="}}  | data      |
        | back to one that can be   | {"immutable":null}            | immutable |

    Scenario: Labels of a Secret that is immutable change
      When the administrator sends PATCH /api/v1/namespaces/shop/secrets/mysecret with body:
        """
        {"immutable":true}
        """
      And the administrator sends PATCH /api/v1/namespaces/shop/secrets/mysecret with body:
        """
        {"metadata":{"labels":{"colour":"green"}}}
        """
      Then the request is allowed

    Scenario: A Secret that is immutable can be deleted
      When the administrator sends PATCH /api/v1/namespaces/shop/secrets/mysecret with body:
        """
        {"immutable":true}
        """
      And the administrator tries to delete secret "mysecret" in namespace "shop"
      Then the request is allowed
