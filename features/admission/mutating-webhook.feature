@admission:MutatingAdmissionWebhook
Feature: MutatingAdmissionWebhook lets a program of one's own change what is stored
  A MutatingWebhookConfiguration names a webhook and the requests that it is asked about; it is sent an AdmissionReview and answers with a
  JSON patch, or with a refusal. The object as the webhooks leave it is then validated like any other.
  Upstream: k8s.io/apiserver/pkg/admission/plugin/webhook/mutating, which runs by default.

  Background:
    Given the namespace "foo"
    And the manifest "bob-is-edit-of-foo.yaml"

  Rule: A webhook changes an object by a JSON patch

    @claim:authz-5.1-23 @claim:authz-5.1-04
    Scenario: A mutating webhook gives a ConfigMap a label
      Given an admission webhook at /labels responds with:
        """
        allowed: true
        patch:
          - {op: add, path: /metadata/labels, value: {team: shop}}
        """
      And the object:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingWebhookConfiguration
        metadata: {name: labels}
        webhooks:
          - name: labels.example.com
            clientConfig: {url: "https://$ADMISSION/labels", caBundle: $ADMISSION_CA}
            rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
            admissionReviewVersions: [v1]
            sideEffects: None
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: blue}}
        """
      Then the object is changed:
        """
        + metadata.labels: {"team":"shop"}
        """

    Scenario: A mutating webhook receives what is written as text into a Secret as its data
      Given an admission webhook at /labels responds with:
        """
        allowed: true
        patch:
          - {op: test, path: /data/word, value: b3BlbiBzZXNhbWU=}
          - {op: add, path: /data/seen, value: eWVz}
        """
      And the object:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingWebhookConfiguration
        metadata: {name: labels}
        webhooks:
          - name: labels.example.com
            clientConfig: {url: "https://$ADMISSION/labels", caBundle: $ADMISSION_CA}
            rules: [{apiGroups: [""], apiVersions: [v1], operations: ["*"], resources: [secrets]}]
            admissionReviewVersions: [v1]
            sideEffects: None
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: Secret, metadata: {name: word, namespace: foo}, stringData: {word: open sesame}}
        """
      Then the request is allowed
      When bob sends PATCH /api/v1/namespaces/foo/secrets/word with body:
        """
        {"stringData":{"word":"open sesame","other":"x"}}
        """
      Then the request is allowed
      And the secret "word" in namespace "foo" is:
        """
        apiVersion: v1
        data:
          other: eA==
          seen: eWVz
          word: b3BlbiBzZXNhbWU=
        kind: Secret
        metadata:
          creationTimestamp: <time>
          name: word
          namespace: foo
          resourceVersion: <resourceVersion>
          uid: <uid>
        type: Opaque
        """

    @since-1.36
    Scenario: A mutating webhook receives the object and who creates it in an AdmissionReview
      Given an admission webhook at /labels responds with:
        """
        allowed: true
        """
      And the object:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingWebhookConfiguration
        metadata: {name: labels}
        webhooks:
          - name: labels.example.com
            clientConfig: {url: "https://$ADMISSION/labels", caBundle: $ADMISSION_CA}
            rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
            admissionReviewVersions: [v1]
            sideEffects: None
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: blue}}
        """
      Then the request is allowed
      And the webhook at /labels received:
        """
        {
          "kind": "AdmissionReview",
          "apiVersion": "admission.k8s.io/v1",
          "request": {
            "uid": "<uid>",
            "kind": {
              "group": "",
              "version": "v1",
              "kind": "ConfigMap"
            },
            "resource": {
              "group": "",
              "version": "v1",
              "resource": "configmaps"
            },
            "requestKind": {
              "group": "",
              "version": "v1",
              "kind": "ConfigMap"
            },
            "requestResource": {
              "group": "",
              "version": "v1",
              "resource": "configmaps"
            },
            "name": "colours",
            "namespace": "foo",
            "operation": "CREATE",
            "userInfo": {
              "username": "bob",
              "groups": [
                "system:authenticated"
              ],
              "extra": {
                "authentication.kubernetes.io/credential-id": [
                  "X509SHA256=<sha256>"
                ]
              }
            },
            "object": {
              "kind": "ConfigMap",
              "apiVersion": "v1",
              "metadata": {
                "name": "colours",
                "namespace": "foo"
              },
              "data": {
                "sky": "blue"
              }
            },
            "oldObject": null,
            "dryRun": false,
            "options": {
              "kind": "CreateOptions",
              "apiVersion": "meta.k8s.io/v1"
            }
          }
        }
        """

    Scenario: A mutating webhook gives a pod another image, beside what other plugins give it
      Given an admission webhook at /images responds with:
        """
        allowed: true
        patch:
          - {op: replace, path: /spec/containers/0/image, value: "registry.example.com/nginx:1"}
        """
      And the object:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingWebhookConfiguration
        metadata: {name: images}
        webhooks:
          - name: images.example.com
            clientConfig: {url: "https://$ADMISSION/images", caBundle: $ADMISSION_CA}
            rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
            admissionReviewVersions: [v1]
            sideEffects: None
        """
      When bob tries to create:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: foo}
        spec: {automountServiceAccountToken: false, containers: [{name: app, image: "nginx:1"}]}
        """
      Then the object is changed:
        """
        - spec.containers[0].image: "nginx:1"
        + spec.containers[0].image: "registry.example.com/nginx:1"
        + spec.preemptionPolicy: "PreemptLowerPriority"
        + spec.priority: 0
        + spec.serviceAccount: "default"
        + spec.serviceAccountName: "default"
        + spec.tolerations: [{"key":"node.kubernetes.io/not-ready","operator":"Exists","effect":"NoExecute","tolerationSeconds":300},{"key":"node.kubernetes.io/unreachable","operator":"Exists","effect":"NoExecute","tolerationSeconds":300}]
        """

    Scenario: What a mutating webhook makes of an object has to be valid
      Given an admission webhook at /keys responds with:
        """
        allowed: true
        patch:
          - {op: add, path: /data/no key, value: x}
        """
      And the object:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingWebhookConfiguration
        metadata: {name: keys}
        webhooks:
          - name: keys.example.com
            clientConfig: {url: "https://$ADMISSION/keys", caBundle: $ADMISSION_CA}
            rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
            admissionReviewVersions: [v1]
            sideEffects: None
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: blue}}
        """
      Then the request fails with 422 Invalid:
        """
        ConfigMap "colours" is invalid: data[no key]: Invalid value: "no key": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')
        """

    Scenario: A mutating webhook refuses an object
      Given an admission webhook at /labels responds with:
        """
        allowed: false
        status: {message: no team is known for bob}
        """
      And the object:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingWebhookConfiguration
        metadata: {name: labels}
        webhooks:
          - name: labels.example.com
            clientConfig: {url: "https://$ADMISSION/labels", caBundle: $ADMISSION_CA}
            rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
            admissionReviewVersions: [v1]
            sideEffects: None
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}}
        """
      Then the admission webhook "labels.example.com" refuses it with:
        """
        no team is known for bob
        """

  Rule: Webhooks are asked one after the other, by the names of their configurations

    @claim:authz-5.1-24
    Scenario: A mutating webhook is asked again when a later one has changed the object
      Given an admission webhook at /first responds with:
        """
        allowed: true
        """
      And an admission webhook at /second responds with:
        """
        allowed: true
        patch:
          - {op: add, path: /data/second, value: was here}
        """
      And the objects:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingWebhookConfiguration
        metadata: {name: b}
        webhooks:
          - name: second.example.com
            clientConfig: {url: "https://$ADMISSION/second", caBundle: $ADMISSION_CA}
            rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
            admissionReviewVersions: [v1]
            sideEffects: None
        ---
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingWebhookConfiguration
        metadata: {name: a}
        webhooks:
          - name: first.example.com
            clientConfig: {url: "https://$ADMISSION/first", caBundle: $ADMISSION_CA}
            rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
            reinvocationPolicy: IfNeeded
            admissionReviewVersions: [v1]
            sideEffects: None
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: blue}}
        """
      Then the object is changed:
        """
        + data.second: "was here"
        """
      And the webhook at /first received 2 requests
      And the webhook at /second received 1 request

  Rule: A webhook that fails refuses the request, unless its failurePolicy is Ignore

    Scenario: A mutating webhook whose patch does not apply refuses the request, also where failures are ignored
      Given an admission webhook at /labels responds with:
        """
        allowed: true
        patch:
          - {op: remove, path: /metadata/labels/team}
        """
      And the object:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingWebhookConfiguration
        metadata: {name: labels}
        webhooks:
          - name: labels.example.com
            clientConfig: {url: "https://$ADMISSION/labels", caBundle: $ADMISSION_CA}
            rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
            failurePolicy: Ignore
            admissionReviewVersions: [v1]
            sideEffects: None
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}}
        """
      Then the request fails with 500 InternalError:
        """
        Internal error occurred: remove operation does not apply: doc is missing path: "/metadata/labels/team": missing value
        """

    Scenario: A mutating webhook that is not there refuses the request
      Given the object:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingWebhookConfiguration
        metadata: {name: labels}
        webhooks:
          - name: labels.example.com
            clientConfig: {url: "https://127.0.0.1:1/labels"}
            rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
            admissionReviewVersions: [v1]
            sideEffects: None
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}}
        """
      Then the request fails with 500 InternalError:
        """
        Internal error occurred: failed calling webhook "labels.example.com": <since 1.22: failed to call webhook: >Post "https://127.0.0.1:1/labels?timeout=10s": dial tcp 127.0.0.1:1: connect: connection refused
        """

    Scenario: A mutating webhook that is not there is left out where failures are ignored
      Given the object:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingWebhookConfiguration
        metadata: {name: labels}
        webhooks:
          - name: labels.example.com
            clientConfig: {url: "https://127.0.0.1:1/labels"}
            rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
            failurePolicy: Ignore
            admissionReviewVersions: [v1]
            sideEffects: None
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}}
        """
      Then the request is allowed

    Scenario: A mutating webhook that does not respond in time refuses the request
      Given an admission webhook at /slow does not respond
      And the object:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingWebhookConfiguration
        metadata: {name: slow}
        webhooks:
          - name: slow.example.com
            clientConfig: {url: "https://$ADMISSION/slow", caBundle: $ADMISSION_CA}
            rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
            timeoutSeconds: 1
            admissionReviewVersions: [v1]
            sideEffects: None
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}}
        """
      Then the request fails with 500 InternalError:
        """
        Internal error occurred: failed calling webhook "slow.example.com": <since 1.22: failed to call webhook: >Post "https://$ADMISSION/slow?timeout=1s": context deadline exceeded
        """

  Rule: Selectors and conditions say which requests a webhook is asked about

    @claim:authz-5.1-23
    Scenario: A mutating webhook is not asked about objects that its objectSelector leaves out
      Given an admission webhook at /labels responds with:
        """
        allowed: true
        patch:
          - {op: add, path: /data/seen, value: "yes"}
        """
      And the object:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingWebhookConfiguration
        metadata: {name: labels}
        webhooks:
          - name: labels.example.com
            clientConfig: {url: "https://$ADMISSION/labels", caBundle: $ADMISSION_CA}
            rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
            objectSelector: {matchLabels: {inject: "true"}}
            admissionReviewVersions: [v1]
            sideEffects: None
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: plain, namespace: foo}, data: {sky: blue}}
        """
      Then the request is allowed
      And the webhook at /labels received 0 requests
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo, labels: {inject: "true"}}, data: {sky: blue}}
        """
      Then the object is changed:
        """
        + data.seen: "yes"
        """

    @since-1.30
    Scenario: A mutating webhook is not asked about requests that its matchConditions leave out
      Given an admission webhook at /labels responds with:
        """
        allowed: true
        patch:
          - {op: add, path: /data/seen, value: "yes"}
        """
      And the object:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingWebhookConfiguration
        metadata: {name: labels}
        webhooks:
          - name: labels.example.com
            clientConfig: {url: "https://$ADMISSION/labels", caBundle: $ADMISSION_CA}
            rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
            matchConditions:
              - {name: not-of-administrators, expression: "!('system:masters' in request.userInfo.groups)"}
            admissionReviewVersions: [v1]
            sideEffects: None
        """
      When the administrator tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: plain, namespace: foo}, data: {sky: blue}}
        """
      Then the request is allowed
      And the webhook at /labels received 0 requests
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: blue}}
        """
      Then the object is changed:
        """
        + data.seen: "yes"
        """
