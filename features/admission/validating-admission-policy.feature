@since-1.30 @admission:ValidatingAdmissionPolicy
Feature: ValidatingAdmissionPolicy refuses requests by expressions that are stored beside the objects
  A policy has expressions in CEL, the Common Expression Language, that have to hold for an object; a binding says where the policy counts,
  with which parameters, and whether what fails refuses the request, warns, or is written to the audit log.
  Upstream: k8s.io/apiserver/pkg/admission/plugin/policy/validating, which runs by default.

  Rule: A request is refused where an expression does not hold

    Background:
      Given the namespace "foo"
      And the manifest "bob-is-edit-of-foo.yaml"

    Scenario: A policy refuses a pod whose image has no tag, and says which container it is
      Given the policy "image-tags.yaml"
      When bob tries to create:
        """
        {apiVersion: v1, kind: Pod, metadata: {name: web, namespace: foo}, spec: {containers: [{name: app, image: "nginx"}]}}
        """
      Then ValidatingAdmissionPolicy "image-tags" refuses it with:
        """
        images without a tag: app runs nginx
        """

    Scenario: A policy takes a pod whose image has a tag
      Given the policy "image-tags.yaml"
      When bob tries to create:
        """
        {apiVersion: v1, kind: Pod, metadata: {name: web, namespace: foo}, spec: {containers: [{name: app, image: "nginx:1"}]}}
        """
      Then the request is allowed
      And the API server does not warn

    Scenario: A refusal names the policy and its binding, and is invalid unless the policy has a reason
      Given the policy:
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
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: grey}}
        """
      Then the request fails with 422 Invalid:
        """
        configmaps "colours" is forbidden: ValidatingAdmissionPolicy 'sky' with binding 'sky' denied request: the sky may not be grey
        """

    Scenario: A policy with the reason Forbidden answers with 403
      Given the policy:
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
              reason: Forbidden
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: grey}}
        """
      Then the request fails with 403 Forbidden:
        """
        configmaps "colours" is forbidden: ValidatingAdmissionPolicy 'sky' with binding 'sky' denied request: the sky may not be grey
        """

    Scenario: A policy without a message answers with its expression
      Given the policy:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicy
        metadata: {name: sky}
        spec:
          matchConstraints:
            resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
          validations:
            - expression: object.data.sky != 'grey'
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: grey}}
        """
      Then ValidatingAdmissionPolicy "sky" refuses it with:
        """
        failed expression: object.data.sky != 'grey'
        """

    Scenario: A policy compares an object with what it was
      Given the policy:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicy
        metadata: {name: kept}
        spec:
          matchConstraints:
            resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [DELETE], resources: [configmaps]}]
          validations:
            - expression: oldObject.metadata.name != 'colours'
              messageExpression: oldObject.metadata.name + ' stays in ' + namespaceObject.metadata.name
        """
      And the object:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: blue}}
        """
      When bob tries to delete configmap "colours" in namespace "foo"
      Then ValidatingAdmissionPolicy "kept" refuses it with:
        """
        colours stays in foo
        """

    Scenario: A policy asks whether the user may do something else
      Given the policy:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicy
        metadata: {name: readers}
        spec:
          matchConstraints:
            resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
          validations:
            - expression: authorizer.group('').resource('secrets').namespace(object.metadata.namespace).check('get').allowed()
              message: only for those who may read secrets
        """
      And the objects:
        """
        {apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {name: writer, namespace: foo}, rules: [{apiGroups: [""], resources: [configmaps], verbs: [create]}]}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: writer, namespace: foo}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: writer}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: jane}]
        """
      When jane tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: blue}}
        """
      Then ValidatingAdmissionPolicy "readers" refuses it with:
        """
        only for those who may read secrets
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: others, namespace: foo}, data: {sky: blue}}
        """
      Then the request is allowed

  Rule: A policy counts where a binding says so

    Background:
      Given the namespace "foo"
      And the manifest "bob-is-edit-of-foo.yaml"

    Scenario: A policy without a binding judges nothing
      Given the object:
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
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: grey}}
        """
      Then the request is allowed

    Scenario: A binding chooses namespaces by their labels
      Given the policy:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicy
        metadata: {name: sky}
        spec:
          matchConstraints:
            resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
          validations:
            - expression: "!has(object.data.sky) || object.data.sky != 'grey'"
              message: the sky may not be grey
        ---
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicyBinding
        metadata: {name: sky}
        spec:
          policyName: sky
          validationActions: [Deny]
          matchResources: {namespaceSelector: {matchLabels: {weather: fine}}}
        """
      And the object:
        """
        {apiVersion: v1, kind: Namespace, metadata: {name: beach, labels: {weather: fine}}}
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: grey}}
        """
      Then the request is allowed
      When the administrator tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: beach}, data: {sky: grey}}
        """
      Then ValidatingAdmissionPolicy "sky" refuses it with:
        """
        the sky may not be grey
        """

    Scenario: A policy leaves out requests that its matchConditions do not hold for
      Given the policy:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicy
        metadata: {name: sky}
        spec:
          matchConstraints:
            resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
          matchConditions:
            - {name: not-of-administrators, expression: "!('system:masters' in request.userInfo.groups)"}
          validations:
            - expression: object.data.sky != 'grey'
              message: the sky may not be grey
        """
      When the administrator tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: plain, namespace: foo}, data: {sky: grey}}
        """
      Then the request is allowed
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: grey}}
        """
      Then ValidatingAdmissionPolicy "sky" refuses it with:
        """
        the sky may not be grey
        """

  Rule: Parameters are objects that a binding names

    Background:
      Given the namespace "foo"
      And the manifest "bob-is-edit-of-foo.yaml"

    Scenario: A policy takes what it forbids from a ConfigMap
      Given the object:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: limits, namespace: foo}, data: {forbidden: grey}}
        """
      And the policy:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicy
        metadata: {name: sky}
        spec:
          matchConstraints:
            resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
          paramKind: {apiVersion: v1, kind: ConfigMap}
          validations:
            - expression: object.data.sky != params.data.forbidden
              messageExpression: "'the sky may not be ' + params.data.forbidden"
        ---
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicyBinding
        metadata: {name: sky}
        spec:
          policyName: sky
          validationActions: [Deny]
          paramRef: {name: limits, namespace: foo, parameterNotFoundAction: Deny}
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: fine, namespace: foo}, data: {sky: blue}}
        """
      Then the request is allowed
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: grey}}
        """
      Then ValidatingAdmissionPolicy "sky" refuses it with:
        """
        the sky may not be grey
        """

    Scenario: A policy whose parameters are missing refuses where its binding says Deny
      Given the policy:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicy
        metadata: {name: sky}
        spec:
          matchConstraints:
            resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
          paramKind: {apiVersion: v1, kind: ConfigMap}
          validations:
            - expression: object.data.sky != params.data.forbidden
              messageExpression: "'the sky may not be ' + params.data.forbidden"
        ---
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicyBinding
        metadata: {name: sky}
        spec:
          policyName: sky
          validationActions: [Deny]
          paramRef: {name: limits, namespace: foo, parameterNotFoundAction: Deny}
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: grey}}
        """
      Then ValidatingAdmissionPolicy "sky" refuses it with:
        """
        failed to configure binding: no params found for policy binding with `Deny` parameterNotFoundAction
        """

    Scenario: A policy whose parameters are missing takes everything where its binding says Allow
      Given the policy:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicy
        metadata: {name: sky}
        spec:
          matchConstraints:
            resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
          paramKind: {apiVersion: v1, kind: ConfigMap}
          validations:
            - expression: object.data.sky != params.data.forbidden
              messageExpression: "'the sky may not be ' + params.data.forbidden"
        ---
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicyBinding
        metadata: {name: sky}
        spec:
          policyName: sky
          validationActions: [Deny]
          paramRef: {name: limits, namespace: foo, parameterNotFoundAction: Allow}
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: grey}}
        """
      Then the request is allowed

  Rule: An expression that fails refuses the request, unless the failurePolicy is Ignore

    Background:
      Given the namespace "foo"
      And the manifest "bob-is-edit-of-foo.yaml"

    Scenario: A policy that reads a field which is not there refuses the request
      Given the policy:
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
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}}
        """
      Then ValidatingAdmissionPolicy "sky" refuses it with:
        """
        expression 'object.data.sky != 'grey'' resulted in error: no such key: data
        """

    Scenario: A policy that reads a field which is not there is left out where failures are ignored
      Given the policy:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicy
        metadata: {name: sky}
        spec:
          matchConstraints:
            resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
          failurePolicy: Ignore
          validations:
            - expression: object.data.sky != 'grey'
              message: the sky may not be grey
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}}
        """
      Then the request is allowed

  Rule: The actions of a binding say what comes of an expression that does not hold

    Scenario: With the action Warn a policy takes the object and warns
      Given the namespace "foo"
      And the manifest "bob-is-edit-of-foo.yaml"
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
        ---
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicyBinding
        metadata: {name: sky}
        spec:
          policyName: sky
          validationActions: [Warn]
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: grey}}
        """
      Then the request is allowed
      And the API server warns:
        """
        Validation failed for ValidatingAdmissionPolicy 'sky' with binding 'sky': the sky may not be grey
        """

    @flags
    Scenario: With the action Audit a policy takes the object and writes to the audit log
      Given the file "audit-policy.yaml":
        """
        apiVersion: audit.k8s.io/v1
        kind: Policy
        omitStages: [RequestReceived]
        rules: [{level: Metadata, verbs: [create], resources: [{group: "", resources: [configmaps]}]}]
        """
      And the API server runs with the flags:
        | audit-policy-file | $DIR/audit-policy.yaml |
        | audit-log-path    | $DIR/audit.log         |
      And the namespace "foo"
      And the manifest "bob-is-edit-of-foo.yaml"
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
        ---
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicyBinding
        metadata: {name: sky}
        spec:
          policyName: sky
          validationActions: [Audit]
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: grey}}
        """
      Then the request is allowed
      And the audit log has:
        | user.username | annotations.validation.policy.admission.k8s.io/validation_failure                                                                                      |
        | bob           | [{"message":"the sky may not be grey","policy":"sky","binding":"sky","expressionIndex":0,"validationActions":["Audit"]}] |

    @flags
    Scenario: A policy writes an annotation of its own to the audit log
      Given the file "audit-policy.yaml":
        """
        apiVersion: audit.k8s.io/v1
        kind: Policy
        omitStages: [RequestReceived]
        rules: [{level: Metadata, verbs: [create], resources: [{group: "", resources: [configmaps]}]}]
        """
      And the API server runs with the flags:
        | audit-policy-file | $DIR/audit-policy.yaml |
        | audit-log-path    | $DIR/audit.log         |
      And the namespace "foo"
      And the manifest "bob-is-edit-of-foo.yaml"
      And the policy:
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicy
        metadata: {name: sky}
        spec:
          matchConstraints:
            resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
          auditAnnotations: [{key: colour, valueExpression: "'the sky is ' + object.data.sky"}]
          validations:
            - expression: object.data.sky != 'grey'
              message: the sky may not be grey
        """
      When bob tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: foo}, data: {sky: blue}}
        """
      Then the request is allowed
      And the audit log has:
        | user.username | annotations.sky/colour |
        | bob           | the sky is blue        |
