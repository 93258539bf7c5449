Feature: Secrets
  A Secret holds what is secret, apart from the pods and images that use it, so that reading pods does not read passwords. Its values are
  written in base64, its keys are names of files, and all of its values together have a mebibyte at most.
  Proves chapter 2.4 of the document on security, as far as an API server shows it. Upstream: ValidateSecret of
  pkg/apis/core/validation.

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

    Scenario: Text takes the place of a value in base64 under the same key
      Given the object:
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: mysecret, namespace: shop}
        data: {password: eA==, username: eQ==}
        stringData: {password: "123"}
        """
      Then the secret "mysecret" in namespace "shop" is:
        """
        apiVersion: v1
        data: {password: MTIz, username: eQ==}
        kind: Secret
        metadata:
          creationTimestamp: <time>
          name: mysecret
          namespace: shop
          resourceVersion: <resourceVersion>
          uid: <uid>
        type: Opaque
        """

    @claim:node-2.4-06
    Scenario Outline: A value is refused that <fault>
      When the administrator sends POST /api/v1/namespaces/shop/secrets with body:
        """
        {"apiVersion":"v1","kind":"Secret","metadata":{"name":"<name>"},"immutable":false,"type":"Opaque","data":{"a":"<value>"}}
        """
      Then the request fails with 400 BadRequest:
        """
        Secret in version "v1" cannot be handled as a Secret: <until 1.20: v1.Secret.Data: decode base64: >illegal base64 data at input byte <byte><until 1.20: , error found in #10 byte of ...|<near>"}}|..., bigger context ...|<around>"}}|...>
        """

      Examples:
        | fault                      | name | value     | byte | near      | around                                         |
        | lacks its padding          | b1   | MTI       | 0    | {"a":"MTI | immutable":false,"type":"Opaque","data":{"a":"MTI |
        | has padding that is extra  | b0   | MTIz=     | 4    | a":"MTIz= | mutable":false,"type":"Opaque","data":{"a":"MTIz= |
        | has a space in it          | b2   | MT Iz     | 2    | a":"MT Iz | mutable":false,"type":"Opaque","data":{"a":"MT Iz |
        | is in the alphabet of URLs | b8   | -_-_      | 0    | "a":"-_-_ | mmutable":false,"type":"Opaque","data":{"a":"-_-_ |
        | ends with another sign     | b12  | MTIzMTIz* | 8    | MTIzMTIz* | ble":false,"type":"Opaque","data":{"a":"MTIzMTIz* |

  Rule: Each key is the name of a file

    Scenario: Letters, digits, -, _ and . make a key, which may begin with a dot
      When the administrator tries to create:
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: mysecret, namespace: shop}
        stringData: {.hidden: "1", A_b-c.d: "2", "3": "3"}
        """
      Then the request is allowed

    Scenario Outline: The key "<key>" is refused, because no file could have the name
      When the administrator tries to create:
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: mysecret, namespace: shop}
        stringData: {"<key>": "1"}
        """
      Then the request fails with 422 Invalid:
        """
        Secret "mysecret" is invalid: data[<key>]: Invalid value: "<key>": <fault>
        """

      Examples:
        | key  | fault |
        | a/b  | a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+') |
        | ключ | a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+') |
        | ..   | must not be '..' |

  Rule: All values of a Secret have a mebibyte at most

    Scenario: A Secret of one mebibyte is taken
      When the administrator tries to create:
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: mysecret, namespace: shop}
        stringData: {password: <1,048,576 times a>}
        """
      Then the request is allowed

    Scenario: A Secret of one byte more is refused
      When the administrator tries to create:
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: mysecret, namespace: shop}
        stringData: {password: <1,048,576 times a>, username: b}
        """
      Then the request fails with 422 Invalid:
        """
        Secret "mysecret" is invalid: data: Too long: <until 1.20: must have at most><since 1.36: may not be more than> 1048576 bytes
        """
