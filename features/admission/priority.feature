@admission:Priority
Feature: Priority gives a pod the number of its class
  A pod names a class; its number, which says who goes first where room is scarce, is not its own choice.
  Upstream: plugin/pkg/admission/priority, which runs by default.

  Background:
    Given the namespace "shop"
    And the object:
      """
      {apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, metadata: {name: urgent}, value: 1000}
      """

  @claim:authz-5.1-39
  Scenario: Priority gives a pod the number of the class that it names
    When the administrator tries to create:
      """
      {apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop}, spec: {priorityClassName: urgent, automountServiceAccountToken: false, serviceAccountName: default, tolerations: [{operator: Exists}], containers: [{name: app, image: "nginx:1"}]}}
      """
    Then the request is allowed
    And the object is changed:
      """
      + spec.preemptionPolicy: "PreemptLowerPriority"
      + spec.priority: 1000
      """

  Scenario: Priority refuses a pod that names its number itself
    When the administrator tries to create:
      """
      {apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop}, spec: {priorityClassName: urgent, priority: 2000, containers: [{name: app, image: "nginx:1"}]}}
      """
    Then the request is refused by Priority:
      """
      pods "web" is forbidden: the integer value of priority (2000) must not be provided in pod spec; priority admission controller computed 1000 from the given PriorityClass name
      """

  @claim:authz-5.1-40
  Scenario: Priority refuses a pod with a class that is missing
    When the administrator tries to create:
      """
      {apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop}, spec: {priorityClassName: later, containers: [{name: app, image: "nginx:1"}]}}
      """
    Then the request is refused by Priority:
      """
      pods "web" is forbidden: no PriorityClass with name later was found
      """
