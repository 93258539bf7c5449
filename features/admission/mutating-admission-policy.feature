@since-1.36 @admission:MutatingAdmissionPolicy
Feature: MutatingAdmissionPolicy changes objects by expressions that are stored beside them
  A policy says in CEL, the Common Expression Language, what is put into objects; a binding says where. No program runs beside the server.
  Upstream: k8s.io/apiserver/pkg/admission/plugin/policy/mutating, which runs by default.

  Background:
    Given the namespace "shop"
    And the objects:
      """
      apiVersion: admissionregistration.k8s.io/v1
      kind: MutatingAdmissionPolicy
      metadata: {name: sky}
      spec:
        matchConstraints:
          resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
        matchConditions:
          - {name: without-sky, expression: "!has(object.data) || !has(object.data.sky)"}
        mutations:
          - patchType: ApplyConfiguration
            applyConfiguration: {expression: "Object{data: {'sky': 'blue'}}"}
        reinvocationPolicy: Never
      ---
      apiVersion: admissionregistration.k8s.io/v1
      kind: MutatingAdmissionPolicyBinding
      metadata: {name: sky}
      spec: {policyName: sky, matchResources: {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}}}
      """

  Scenario: MutatingAdmissionPolicy adds a value to a ConfigMap
    When the administrator tries to create:
      """
      {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: shop}}
      """
    Then the request is allowed
    And the object is changed:
      """
      + data: {"sky":"blue"}
      """

  Scenario: MutatingAdmissionPolicy leaves a ConfigMap that its condition does not hold for as it is
    When the administrator tries to create:
      """
      {apiVersion: v1, kind: ConfigMap, metadata: {name: colours, namespace: shop}, data: {sky: grey}}
      """
    Then the request is allowed
    And the object is changed:
      """

      """
