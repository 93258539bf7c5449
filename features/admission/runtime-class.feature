@admission:RuntimeClass
Feature: RuntimeClass gives a pod what its class of runtime needs
  A runtime that puts each pod into a machine of its own takes memory for it. The class says how much, and the pod gets it as its overhead.
  Upstream: plugin/pkg/admission/runtimeclass, which runs by default.

  Background:
    Given the namespace "shop"
    And the object:
      """
      {apiVersion: node.k8s.io/v1, kind: RuntimeClass, metadata: {name: machine}, handler: machine, overhead: {podFixed: {memory: 64Mi}}}
      """

  Scenario: RuntimeClass gives a pod the overhead of its class
    When the administrator tries to create:
      """
      {apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop}, spec: {runtimeClassName: machine, automountServiceAccountToken: false, serviceAccountName: default, tolerations: [{operator: Exists}], containers: [{name: app, image: "nginx:1"}]}}
      """
    Then the request is allowed
    And the object is changed:
      """
      + spec.overhead: {"memory":"64Mi"}
      + spec.preemptionPolicy: "PreemptLowerPriority"
      + spec.priority: 0
      """

  Scenario: RuntimeClass refuses a pod with a class that is missing
    When the administrator tries to create:
      """
      {apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop}, spec: {runtimeClassName: cloud, containers: [{name: app, image: "nginx:1"}]}}
      """
    Then the request is refused by RuntimeClass:
      """
      pods "web" is forbidden: pod rejected: RuntimeClass "cloud" not found
      """
