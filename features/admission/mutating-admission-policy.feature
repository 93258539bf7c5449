@since-1.36 @admission:MutatingAdmissionPolicy
Feature: MutatingAdmissionPolicy changes objects by expressions that are stored beside them
  A policy has mutations in CEL, the Common Expression Language: a configuration that is applied to the object, or operations of a JSON patch. A binding says
  where the policy counts, and with which parameters. It runs in the API server itself, where a mutating webhook would be a program of one's own.
  Upstream: k8s.io/apiserver/pkg/admission/plugin/policy/mutating, which runs by default.

  Background:
    Given the namespace "foo"
    And the manifest "bob-is-edit-of-foo.yaml"

  Rule: A mutation is applied to the object, or patches it

    Scenario: A policy gives a ConfigMap a label by applying a configuration
      Given the policy:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingAdmissionPolicy
        metadata: {name: labels}
        spec:
          reinvocationPolicy: Never
          matchConstraints:
            resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
          mutations:
            - patchType: ApplyConfiguration
              applyConfiguration:
                expression: 'Object{metadata: Object.metadata{labels: {"team": "shop"}}}'
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: blue}}
        """
      Then the object is changed:
        """
        + metadata.labels: {"team":"shop"}
        """

    Scenario: A configuration that is applied adds a container to those that are there
      Given the policy:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingAdmissionPolicy
        metadata: {name: proxies}
        spec:
          reinvocationPolicy: Never
          matchConstraints:
            resourceRules: [{apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments]}]
          mutations:
            - patchType: ApplyConfiguration
              applyConfiguration:
                expression: >-
                  Object{spec: Object.spec{template: Object.spec.template{spec: Object.spec.template.spec{
                    containers: [Object.spec.template.spec.containers{name: "proxy", image: "proxy:1"}]
                  }}}}
        """
      When bob tries to create:
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: foo}
        spec:
          selector: {matchLabels: {app: web}}
          template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: "nginx:1"}]}}
        """
      Then the object is changed:
        """
        + spec.template.spec.containers[1]: {"name":"proxy","image":"proxy:1","resources":{},"terminationMessagePath":"/dev/termination-log","terminationMessagePolicy":"File","imagePullPolicy":"IfNotPresent"}
        """

    Scenario: A policy adds a value by a JSON patch
      Given the policy:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingAdmissionPolicy
        metadata: {name: seasons}
        spec:
          reinvocationPolicy: Never
          matchConstraints:
            resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
          mutations:
            - patchType: JSONPatch
              jsonPatch:
                expression: '[JSONPatch{op: "add", path: "/data/season", value: "winter"}]'
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: blue}}
        """
      Then the object is changed:
        """
        + data.season: "winter"
        """

    Scenario: A JSON patch whose test does not hold changes nothing
      Given the policy:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingAdmissionPolicy
        metadata: {name: seasons}
        spec:
          reinvocationPolicy: Never
          matchConstraints:
            resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
          mutations:
            - patchType: JSONPatch
              jsonPatch:
                expression: >-
                  [JSONPatch{op: "test", path: "/data/sky", value: "grey"},
                  JSONPatch{op: "add", path: "/data/season", value: "winter"}]
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: blue}}
        """
      Then the request is allowed
      Then the object is changed:
        """

        """

    Scenario: A key of an object is escaped in the path of a JSON patch
      Given the policy:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingAdmissionPolicy
        metadata: {name: owners}
        spec:
          reinvocationPolicy: Never
          matchConstraints:
            resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
          mutations:
            - patchType: JSONPatch
              jsonPatch:
                expression: >-
                  [JSONPatch{op: "add", path: "/metadata/annotations", value: {}},
                  JSONPatch{op: "add", path: "/metadata/annotations/" + jsonpatch.escapeKey("example.com/owner"), value: request.userInfo.username}]
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: blue}}
        """
      Then the object is changed:
        """
        + metadata.annotations: {"example.com/owner":"bob"}
        """

    Scenario: Each mutation of a policy sees what those before it made
      Given the policy:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingAdmissionPolicy
        metadata: {name: seasons}
        spec:
          reinvocationPolicy: Never
          matchConstraints:
            resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
          mutations:
            - patchType: JSONPatch
              jsonPatch:
                expression: '[JSONPatch{op: "add", path: "/data/season", value: "winter"}]'
            - patchType: ApplyConfiguration
              applyConfiguration:
                expression: 'Object{metadata: Object.metadata{labels: {"season": object.data.season}}}'
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: blue}}
        """
      Then the object is changed:
        """
        + data.season: "winter"
        + metadata.labels: {"season":"winter"}
        """

    Scenario: A policy replaces and removes values
      Given the policy:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingAdmissionPolicy
        metadata: {name: skies}
        spec:
          reinvocationPolicy: Never
          matchConstraints:
            resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
          mutations:
            - patchType: JSONPatch
              jsonPatch:
                expression: >-
                  [JSONPatch{op: "replace", path: "/data/sky", value: "grey"},
                  JSONPatch{op: "remove", path: "/data/sea"}]
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sea: green, sky: blue}}
        """
      Then the object is changed:
        """
        - data.sea: "green"
        - data.sky: "blue"
        + data.sky: "grey"
        """

  Rule: A policy has variables, conditions and parameters, as a ValidatingAdmissionPolicy has

    Scenario: A variable is part of what a policy makes
      Given the policy:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingAdmissionPolicy
        metadata: {name: teams}
        spec:
          reinvocationPolicy: Never
          matchConstraints:
            resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
          variables:
            - {name: team, expression: 'request.userInfo.username.startsWith("bob") ? "shop" : "none"'}
          mutations:
            - patchType: ApplyConfiguration
              applyConfiguration:
                expression: 'Object{metadata: Object.metadata{labels: {"team": variables.team}}}'
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: blue}}
        """
      Then the object is changed:
        """
        + metadata.labels: {"team":"shop"}
        """

    Scenario: A policy leaves out requests that its matchConditions do not hold for
      Given the policy:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingAdmissionPolicy
        metadata: {name: labels}
        spec:
          reinvocationPolicy: Never
          matchConstraints:
            resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
          matchConditions:
            - {name: grey, expression: object.data.sky == 'grey'}
          mutations:
            - patchType: ApplyConfiguration
              applyConfiguration:
                expression: 'Object{metadata: Object.metadata{labels: {"team": "shop"}}}'
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: blue}}
        """
      Then the object is changed:
        """

        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: others, namespace: foo}, data: {sky: grey}}
        """
      Then the object is changed:
        """
        + metadata.labels: {"team":"shop"}
        """

    Scenario: A policy takes what it adds from a ConfigMap
      Given the object:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: teams, namespace: foo}, data: {team: shop}}
        """
      And the policy:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingAdmissionPolicy
        metadata: {name: teams}
        spec:
          reinvocationPolicy: Never
          matchConstraints:
            resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
          paramKind: {apiVersion: v1, kind: ConfigMap}
          mutations:
            - patchType: ApplyConfiguration
              applyConfiguration:
                expression: 'Object{metadata: Object.metadata{labels: {"team": params.data.team}}}'
        ---
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingAdmissionPolicyBinding
        metadata: {name: teams}
        spec:
          policyName: teams
          paramRef: {name: teams, namespace: foo, parameterNotFoundAction: Deny}
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: blue}}
        """
      Then the object is changed:
        """
        + metadata.labels: {"team":"shop"}
        """

    Scenario: A policy counts only where its binding says so
      Given the policy:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingAdmissionPolicy
        metadata: {name: labels}
        spec:
          reinvocationPolicy: Never
          matchConstraints:
            resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
          mutations:
            - patchType: ApplyConfiguration
              applyConfiguration:
                expression: 'Object{metadata: Object.metadata{labels: {"team": "shop"}}}'
        ---
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingAdmissionPolicyBinding
        metadata: {name: labels}
        spec:
          policyName: labels
          matchResources: {namespaceSelector: {matchLabels: {weather: fine}}}
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: blue}}
        """
      Then the object is changed:
        """

        """
      Given the object:
        """
        {apiVersion: v1, kind: Namespace, metadata: {name: beach, labels: {weather: fine}}}
        """
      When the administrator tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: beach}, data: {sky: blue}}
        """
      Then the object is changed:
        """
        + metadata.labels: {"team":"shop"}
        """

    Scenario: A policy without a binding changes nothing
      Given the object:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingAdmissionPolicy
        metadata: {name: labels}
        spec:
          reinvocationPolicy: Never
          matchConstraints:
            resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
          mutations:
            - patchType: ApplyConfiguration
              applyConfiguration:
                expression: 'Object{metadata: Object.metadata{labels: {"team": "shop"}}}'
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: blue}}
        """
      Then the object is changed:
        """

        """

  Rule: A policy runs once more where another changed the object after it, if its reinvocationPolicy is IfNeeded

    Scenario: A policy with the reinvocationPolicy IfNeeded sees what a webhook made after it
      Given an admission webhook at /seasons responds with:
        """
        allowed: true
        patch:
          - {op: add, path: /data/season, value: winter}
        """
      And the objects:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingWebhookConfiguration
        metadata: {name: seasons}
        webhooks:
          - name: seasons.example.com
            clientConfig: {url: "https://$ADMISSION/seasons", caBundle: $ADMISSION_CA}
            rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
            admissionReviewVersions: [v1]
            sideEffects: None
        """
      And the policy:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingAdmissionPolicy
        metadata: {name: counts}
        spec:
          reinvocationPolicy: IfNeeded
          matchConstraints:
            resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
          mutations:
            - patchType: JSONPatch
              jsonPatch:
                expression: '[JSONPatch{op: "add", path: "/data/seen", value: string(size(object.data))}]'
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: blue}}
        """
      Then the object is changed:
        """
        + data.season: "winter"
        + data.seen: "3"
        """

    Scenario: A policy with the reinvocationPolicy Never does not see what a webhook makes after it
      Given an admission webhook at /seasons responds with:
        """
        allowed: true
        patch:
          - {op: add, path: /data/season, value: winter}
        """
      And the objects:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingWebhookConfiguration
        metadata: {name: seasons}
        webhooks:
          - name: seasons.example.com
            clientConfig: {url: "https://$ADMISSION/seasons", caBundle: $ADMISSION_CA}
            rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
            admissionReviewVersions: [v1]
            sideEffects: None
        """
      And the policy:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingAdmissionPolicy
        metadata: {name: counts}
        spec:
          reinvocationPolicy: Never
          matchConstraints:
            resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
          mutations:
            - patchType: JSONPatch
              jsonPatch:
                expression: '[JSONPatch{op: "add", path: "/data/seen", value: string(size(object.data))}]'
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: blue}}
        """
      Then the object is changed:
        """
        + data.season: "winter"
        + data.seen: "1"
        """

  Rule: A mutation that fails refuses the request, unless the failurePolicy is Ignore

    Scenario: A policy that reads a field which is not there refuses the request
      Given the policy:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingAdmissionPolicy
        metadata: {name: seasons}
        spec:
          reinvocationPolicy: Never
          matchConstraints:
            resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
          mutations:
            - patchType: JSONPatch
              jsonPatch:
                expression: '[JSONPatch{op: "add", path: "/data/season", value: object.data.season}]'
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: blue}}
        """
      Then MutatingAdmissionPolicy "seasons" refuses it with:
        """
        expression '[JSONPatch{op: "add", path: "/data/season", value: object.data.season}]' resulted in error: no such key: season
        """

    Scenario: A policy that reads a field which is not there is left out where failures are ignored
      Given the policy:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingAdmissionPolicy
        metadata: {name: seasons}
        spec:
          reinvocationPolicy: Never
          matchConstraints:
            resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
          failurePolicy: Ignore
          mutations:
            - patchType: JSONPatch
              jsonPatch:
                expression: '[JSONPatch{op: "add", path: "/data/season", value: object.data.season}]'
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: blue}}
        """
      Then the object is changed:
        """

        """

    Scenario: A JSON patch that does not apply refuses the request
      Given the policy:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingAdmissionPolicy
        metadata: {name: seasons}
        spec:
          reinvocationPolicy: Never
          matchConstraints:
            resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
          mutations:
            - patchType: JSONPatch
              jsonPatch:
                expression: '[JSONPatch{op: "remove", path: "/data/season"}]'
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: blue}}
        """
      Then MutatingAdmissionPolicy "seasons" refuses it with:
        """
        JSON Patch: error in remove for path: '/data/season': Unable to remove nonexistent key: season: missing value
        """

    Scenario: A configuration may not replace a list as a whole
      Given the policy:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingAdmissionPolicy
        metadata: {name: tolerant}
        spec:
          reinvocationPolicy: Never
          matchConstraints:
            resourceRules: [{apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments]}]
          mutations:
            - patchType: ApplyConfiguration
              applyConfiguration:
                expression: >-
                  Object{spec: Object.spec{template: Object.spec.template{spec: Object.spec.template.spec{
                    tolerations: [Object.spec.template.spec.tolerations{key: "spot", operator: "Exists"}]
                  }}}}
        """
      When bob tries to create:
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: foo}
        spec:
          selector: {matchLabels: {app: web}}
          template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: "nginx:1"}]}}
        """
      Then MutatingAdmissionPolicy "tolerant" refuses it with:
        """
        error applying patch: invalid ApplyConfiguration: may not mutate atomic arrays, maps or structs: .spec.template.spec.tolerations
        """

    Scenario: A refusal names the policy and its binding, and has the status of a forbidden request and the reason of an invalid one
      Given the policy:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingAdmissionPolicy
        metadata: {name: seasons}
        spec:
          reinvocationPolicy: Never
          matchConstraints:
            resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
          mutations:
            - patchType: JSONPatch
              jsonPatch:
                expression: '[JSONPatch{op: "add", path: "/data/season", value: object.data.season}]'
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: blue}}
        """
      Then the request fails with 403 Invalid:
        """
        policy 'seasons' with binding 'seasons' denied request: expression '[JSONPatch{op: "add", path: "/data/season", value: object.data.season}]' resulted in error: no such key: season
        """

    Scenario: A policy whose expression has types that do not fit is not stored
      When the administrator tries to create:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingAdmissionPolicy
        metadata: {name: labels}
        spec:
          reinvocationPolicy: Never
          matchConstraints:
            resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
          mutations:
            - patchType: JSONPatch
              jsonPatch:
                expression: '[JSONPatch{op: "add", path: 1}]'
        """
      Then the request fails with 422 Invalid:
        """
        MutatingAdmissionPolicy.admissionregistration.k8s.io "labels" is invalid: spec.mutations[0].jsonPatch.expression: Invalid value: "[JSONPatch{op: \"add\", path: 1}]": compilation failed: ERROR: <input>:1:27: expected type of field 'path' is 'string' but provided type is 'int'
         | [JSONPatch{op: "add", path: 1}]
         | ..........................^
        """

  Rule: What a policy made is judged as what the user sent

    Scenario: A ValidatingAdmissionPolicy sees the object as a MutatingAdmissionPolicy leaves it
      Given the policy:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingAdmissionPolicy
        metadata: {name: skies}
        spec:
          reinvocationPolicy: Never
          matchConstraints:
            resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
          mutations:
            - patchType: JSONPatch
              jsonPatch:
                expression: '[JSONPatch{op: "replace", path: "/data/sky", value: "grey"}]'
        """
      And the policy:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicy
        metadata: {name: sky}
        spec:
          matchConstraints:
            resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
          validations:
            - expression: object.data.sky != 'grey'
              message: the sky may not be grey
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: blue}}
        """
      Then ValidatingAdmissionPolicy "sky" refuses it with:
        """
        the sky may not be grey
        """
