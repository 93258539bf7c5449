@admission:ValidatingAdmissionWebhook
Feature: ValidatingAdmissionWebhook lets a program of one's own refuse requests
  A ValidatingWebhookConfiguration names a webhook and the requests that it is asked about, when the object is final. It allows or refuses with
  a status of its own, may warn and add to the audit log, and changes nothing.
  Upstream: k8s.io/apiserver/pkg/admission/plugin/webhook/validating, which runs by default.

  Background:
    Given the namespace "foo"
    And the manifest "bob-is-edit-of-foo.yaml"

  Rule: A webhook allows or refuses

    @claim:authz-5.1-47 @claim:authz-5.1-04
    Scenario: A validating webhook refuses a ConfigMap with a status of its own
      Given an admission webhook at /colours responds with:
        """
        allowed: false
        status: {code: 403, reason: Forbidden, message: "the sky is not blue, bob"}
        """
      And the object:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingWebhookConfiguration
        metadata: {name: colours}
        webhooks:
          - name: colours.example.com
            clientConfig: {url: "https://$ADMISSION/colours", caBundle: $ADMISSION_CA}
            rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
            admissionReviewVersions: [v1]
            sideEffects: None
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: blue}}
        """
      Then the request fails with 403 Forbidden:
        """
        admission webhook "colours.example.com" denied the request: the sky is not blue, bob
        """

    Scenario: A validating webhook that says nothing refuses without explanation
      Given an admission webhook at /colours responds with:
        """
        allowed: false
        """
      And the object:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingWebhookConfiguration
        metadata: {name: colours}
        webhooks:
          - name: colours.example.com
            clientConfig: {url: "https://$ADMISSION/colours", caBundle: $ADMISSION_CA}
            rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
            admissionReviewVersions: [v1]
            sideEffects: None
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: blue}}
        """
      Then the admission webhook "colours.example.com" refuses it with:
        """
        without explanation
        """

    Scenario: A validating webhook allows a ConfigMap and warns
      Given an admission webhook at /colours responds with:
        """
        allowed: true
        warnings: [the sky is often grey]
        """
      And the object:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingWebhookConfiguration
        metadata: {name: colours}
        webhooks:
          - name: colours.example.com
            clientConfig: {url: "https://$ADMISSION/colours", caBundle: $ADMISSION_CA}
            rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
            admissionReviewVersions: [v1]
            sideEffects: None
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: blue}}
        """
      Then the request is allowed
      And the API server warns:
        """
        the sky is often grey
        """
      And the webhook at /colours received 1 request

    Scenario: A validating webhook keeps a ConfigMap from being deleted
      Given an admission webhook at /colours responds with:
        """
        allowed: false
        status: {message: colours stay}
        """
      And the object:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingWebhookConfiguration
        metadata: {name: colours}
        webhooks:
          - name: colours.example.com
            clientConfig: {url: "https://$ADMISSION/colours", caBundle: $ADMISSION_CA}
            rules: [{apiGroups: [""], apiVersions: [v1], operations: [DELETE], resources: [configmaps]}]
            admissionReviewVersions: [v1]
            sideEffects: None
        """
      And the object:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: blue}}
        """
      When bob tries to delete configmap "colours" in namespace "foo"
      Then the admission webhook "colours.example.com" refuses it with:
        """
        colours stay
        """

    @claim:authz-5.1-49
    Scenario: One of two validating webhooks is enough to refuse
      Given an admission webhook at /colours responds with:
        """
        allowed: true
        """
      And an admission webhook at /names responds with:
        """
        allowed: false
        status: {message: not this name}
        """
      And the objects:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingWebhookConfiguration
        metadata: {name: colours}
        webhooks:
          - name: colours.example.com
            clientConfig: {url: "https://$ADMISSION/colours", caBundle: $ADMISSION_CA}
            rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
            admissionReviewVersions: [v1]
            sideEffects: None
        ---
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingWebhookConfiguration
        metadata: {name: names}
        webhooks:
          - name: names.example.com
            clientConfig: {url: "https://$ADMISSION/names", caBundle: $ADMISSION_CA}
            rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
            admissionReviewVersions: [v1]
            sideEffects: None
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: blue}}
        """
      Then the admission webhook "names.example.com" refuses it with:
        """
        not this name
        """
      And the webhook at /colours received 1 request

    Scenario: A validating webhook that sends a patch has failed
      Given an admission webhook at /colours responds with:
        """
        allowed: true
        patch: [{op: add, path: /data/seen, value: "yes"}]
        """
      And the object:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingWebhookConfiguration
        metadata: {name: colours}
        webhooks:
          - name: colours.example.com
            clientConfig: {url: "https://$ADMISSION/colours", caBundle: $ADMISSION_CA}
            rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
            admissionReviewVersions: [v1]
            sideEffects: None
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: blue}}
        """
      Then the request fails with 500 InternalError:
        """
        Internal error occurred: failed calling webhook "colours.example.com": <since 1.22: received invalid webhook response: >validating webhook may not return response.patch
        """

  Rule: A webhook is asked about the object as mutating webhooks leave it

    Scenario: A validating webhook sees the label that a mutating one has added
      Given an admission webhook at /labels responds with:
        """
        allowed: true
        patch: [{op: add, path: /metadata/labels, value: {team: shop}}]
        """
      And an admission webhook at /teams responds with:
        """
        allowed: false
        status: {message: the shop is closed}
        """
      And the objects:
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
        ---
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingWebhookConfiguration
        metadata: {name: teams}
        webhooks:
          - name: teams.example.com
            clientConfig: {url: "https://$ADMISSION/teams", caBundle: $ADMISSION_CA}
            rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
            objectSelector: {matchLabels: {team: shop}}
            admissionReviewVersions: [v1]
            sideEffects: None
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: blue}}
        """
      Then the admission webhook "teams.example.com" refuses it with:
        """
        the shop is closed
        """

  Rule: A webhook that fails refuses the request, unless its failurePolicy is Ignore

    Scenario: A validating webhook that is not there refuses the request
      Given the object:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingWebhookConfiguration
        metadata: {name: colours}
        webhooks:
          - name: colours.example.com
            clientConfig: {url: "https://127.0.0.1:1/colours"}
            rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
            admissionReviewVersions: [v1]
            sideEffects: None
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: blue}}
        """
      Then the request fails with 500 InternalError:
        """
        Internal error occurred: failed calling webhook "colours.example.com": <since 1.22: failed to call webhook: >Post "https://127.0.0.1:1/colours?timeout=10s": dial tcp 127.0.0.1:1: connect: connection refused
        """

    Scenario: A validating webhook that is not there is left out where failures are ignored
      Given the object:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingWebhookConfiguration
        metadata: {name: colours}
        webhooks:
          - name: colours.example.com
            clientConfig: {url: "https://127.0.0.1:1/colours"}
            rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
            failurePolicy: Ignore
            admissionReviewVersions: [v1]
            sideEffects: None
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: blue}}
        """
      Then the request is allowed

    Scenario: A validating webhook whose Service is not there refuses the request
      Given the object:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingWebhookConfiguration
        metadata: {name: colours}
        webhooks:
          - name: colours.example.com
            clientConfig: {service: {namespace: foo, name: colours, path: /colours}}
            rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
            admissionReviewVersions: [v1]
            sideEffects: None
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: blue}}
        """
      Then the request fails with 500 InternalError:
        """
        Internal error occurred: failed calling webhook "colours.example.com": <since 1.22: failed to call webhook: >Post "https://colours.foo.svc:443/colours?timeout=10s": service "colours" not found
        """

    Scenario: A validating webhook that does not respond in time refuses the request
      Given an admission webhook at /slow does not respond
      And the object:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingWebhookConfiguration
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
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: blue}}
        """
      Then the request fails with 500 InternalError:
        """
        Internal error occurred: failed calling webhook "slow.example.com": <since 1.22: failed to call webhook: >Post "https://$ADMISSION/slow?timeout=1s": context deadline exceeded
        """

  Rule: A dry run asks only webhooks without side effects

    Scenario: A validating webhook without side effects refuses a dry run
      Given an admission webhook at /colours responds with:
        """
        allowed: false
        status: {message: not even on trial}
        """
      And the object:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingWebhookConfiguration
        metadata: {name: colours}
        webhooks:
          - name: colours.example.com
            clientConfig: {url: "https://$ADMISSION/colours", caBundle: $ADMISSION_CA}
            rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
            admissionReviewVersions: [v1]
            sideEffects: NoneOnDryRun
        """
      When bob sends POST /api/v1/namespaces/foo/configmaps?dryRun=All with body:
        """
        {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "colours"}}
        """
      Then the admission webhook "colours.example.com" refuses it with:
        """
        not even on trial
        """

    @until-1.21
    Scenario: A validating webhook that may have side effects is not asked, and a dry run is refused
      Given an admission webhook at /colours responds with:
        """
        allowed: true
        """
      When the administrator sends POST /apis/admissionregistration.k8s.io/v1beta1/validatingwebhookconfigurations with body:
        """
        {
          "apiVersion": "admissionregistration.k8s.io/v1beta1",
          "kind": "ValidatingWebhookConfiguration",
          "metadata": {"name": "colours"},
          "webhooks": [
            {
              "name": "colours.example.com",
              "clientConfig": {"url": "https://$ADMISSION/colours", "caBundle": "$ADMISSION_CA"},
              "rules": [{"apiGroups": [""], "apiVersions": ["v1"], "operations": ["CREATE"], "resources": ["configmaps"]}],
              "failurePolicy": "Fail",
              "sideEffects": "Some"
            }
          ]
        }
        """
      Then the request is allowed
      When bob sends POST /api/v1/namespaces/foo/configmaps?dryRun=All with body:
        """
        {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "colours"}}
        """
      Then the request fails with 400 BadRequest:
        """
        admission webhook "colours.example.com" does not support dry run
        """
      And the webhook at /colours received 0 requests

  Rule: Rules, selectors and conditions say which requests a webhook is asked about

    @claim:authz-5.1-47
    Scenario: A validating webhook of one namespace is not asked about another
      Given an admission webhook at /colours responds with:
        """
        allowed: false
        status: {message: not here}
        """
      And the objects:
        """
        {apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {colours: checked}}}
        ---
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingWebhookConfiguration
        metadata: {name: colours}
        webhooks:
          - name: colours.example.com
            clientConfig: {url: "https://$ADMISSION/colours", caBundle: $ADMISSION_CA}
            rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
            namespaceSelector: {matchLabels: {colours: checked}}
            admissionReviewVersions: [v1]
            sideEffects: None
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: blue}}
        """
      Then the request is allowed
      And the webhook at /colours received 0 requests
      When the administrator tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: shop}, data: {sky: blue}}
        """
      Then the admission webhook "colours.example.com" refuses it with:
        """
        not here
        """

    @since-1.23
    Scenario: A validating webhook with the matchPolicy Exact is not asked about another version of its kind
      Given an admission webhook at /scaling responds with:
        """
        allowed: false
        status: {message: no scaling}
        """
      And the object:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingWebhookConfiguration
        metadata: {name: scaling}
        webhooks:
          - name: scaling.example.com
            clientConfig: {url: "https://$ADMISSION/scaling", caBundle: $ADMISSION_CA}
            rules: [{apiGroups: [autoscaling], apiVersions: [v1], operations: [CREATE], resources: [horizontalpodautoscalers]}]
            matchPolicy: Exact
            admissionReviewVersions: [v1]
            sideEffects: None
        """
      When bob tries to create:
        """
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: {name: web, namespace: foo}
        spec: {maxReplicas: 3, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}}
        """
      Then the request is allowed
      And the webhook at /scaling received 0 requests

    @since-1.23
    Scenario: A validating webhook with the matchPolicy Equivalent is asked about another version of its kind
      Given an admission webhook at /scaling responds with:
        """
        allowed: false
        status: {message: no scaling}
        """
      And the object:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingWebhookConfiguration
        metadata: {name: scaling}
        webhooks:
          - name: scaling.example.com
            clientConfig: {url: "https://$ADMISSION/scaling", caBundle: $ADMISSION_CA}
            rules: [{apiGroups: [autoscaling], apiVersions: [v1], operations: [CREATE], resources: [horizontalpodautoscalers]}]
            matchPolicy: Equivalent
            admissionReviewVersions: [v1]
            sideEffects: None
        """
      When bob tries to create:
        """
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: {name: web, namespace: foo}
        spec: {maxReplicas: 3, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}}
        """
      Then the admission webhook "scaling.example.com" refuses it with:
        """
        no scaling
        """

    @since-1.30
    Scenario: A validating webhook is not asked about requests that its matchConditions leave out
      Given an admission webhook at /colours responds with:
        """
        allowed: false
        status: {message: not you}
        """
      And the object:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingWebhookConfiguration
        metadata: {name: colours}
        webhooks:
          - name: colours.example.com
            clientConfig: {url: "https://$ADMISSION/colours", caBundle: $ADMISSION_CA}
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
      And the webhook at /colours received 0 requests
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: blue}}
        """
      Then the admission webhook "colours.example.com" refuses it with:
        """
        not you
        """
