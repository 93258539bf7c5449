Feature: Who uses a Secret
  A pod names the Secrets that it uses, and nothing asks whether they are there when it is made. The kubelet of its node reads them then,
  and no others; pods that do not come from the API server have none.
  Proves chapter 2.4 of the document on security, as far as an API server shows it.

  Background:
    Given the namespace "shop"

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

    Scenario Outline: A pod that mounts <what> is refused
      When the administrator tries to create:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec:
          automountServiceAccountToken: false
          containers: [{name: app, image: "nginx:1"}]
          volumes: [{name: password, secret: <secret>}]
        """
      Then the request fails with 422 Invalid:
        """
        Pod "web" is invalid: spec.volumes[0].secret.<fault>
        """

      Examples:
        | what                                 | secret                                                     | fault |
        | a Secret without a name              | {}                                                         | secretName: Required value |
        | a key at a path out of its folder    | {secretName: mysecret, items: [{key: a, path: ../a}]}      | items[0].path: Invalid value: "../a": must not contain '..' |
        | a Secret with more than rights of files | {secretName: mysecret, defaultMode: 1000}               | defaultMode: Invalid value: 1000: must be a number between 0 and 0777 (octal), both inclusive |

    Scenario Outline: A mirror pod may not use a Secret <how>
      When the administrator tries to create:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web-n1, namespace: shop, annotations: {kubernetes.io/config.mirror: hash}}
        spec: {nodeName: n1, automountServiceAccountToken: false, <pod>containers: [{name: app, image: "nginx:1"<container>}]}
        """
      Then the request fails with 403 Forbidden:
        """
        pods "web-n1" is forbidden: a mirror pod may not reference secrets
        """

      @claim:node-2.4-09
      Examples:
        | how                    | container                                                                          | pod                                       |
        | in one variable        | , env: [{name: A, valueFrom: {secretKeyRef: {name: mysecret, key: a}}}]            |                                           |
        | in all variables       | , envFrom: [{secretRef: {name: mysecret}}]                                         |                                           |
        | for pulling its image  |                                                                                    | imagePullSecrets: [{name: mysecret}],     |

    Scenario: A mirror pod may use a ConfigMap
      When the administrator tries to create:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web-n1, namespace: shop, annotations: {kubernetes.io/config.mirror: hash}}
        spec:
          nodeName: n1
          automountServiceAccountToken: false
          containers: [{name: app, image: "nginx:1"}]
          volumes: [{name: settings, configMap: {name: settings}}]
        """
      Then the request is allowed

  Rule: What is in use can be deleted

    Scenario: A Secret that a pod mounts is deleted, and the pod stays
      Given the objects:
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: mysecret, namespace: shop}
        data: {password: MTIz}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec:
          automountServiceAccountToken: false
          containers: [{name: app, image: "nginx:1"}]
          volumes: [{name: password, secret: {secretName: mysecret}}]
        """
      When the administrator tries to delete secret "mysecret" in namespace "shop"
      Then the request is allowed
      And these pods exist:
        """
        shop/web
        """
