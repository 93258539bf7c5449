@since-1.36 @admission:PodTopologyLabels
Feature: PodTopologyLabels says in a pod where its node is
  A pod that gets a node gets the node's region and zone as labels, so that what runs in it can read where it is.
  Upstream: plugin/pkg/admission/podtopologylabels, which runs by default.

  Background:
    Given the namespace "shop"
    And the objects:
      """
      {apiVersion: v1, kind: Node, metadata: {name: n1, labels: {topology.kubernetes.io/zone: north, topology.kubernetes.io/other: no}}}
      ---
      {apiVersion: v1, kind: Node, metadata: {name: n2}}
      """

  Scenario: PodTopologyLabels gives a pod the zone of its node
    When the administrator tries to create:
      """
      {apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop}, spec: {nodeName: n1, automountServiceAccountToken: false, serviceAccountName: default, tolerations: [{operator: Exists}], containers: [{name: app, image: "nginx:1"}]}}
      """
    Then the request is allowed
    And the object is changed:
      """
      + metadata.labels: {"topology.kubernetes.io/zone":"north"}
      + spec.preemptionPolicy: "PreemptLowerPriority"
      + spec.priority: 0
      """

  Scenario: PodTopologyLabels gives a pod on a node without a zone nothing
    When the administrator tries to create:
      """
      {apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop}, spec: {nodeName: n2, automountServiceAccountToken: false, serviceAccountName: default, tolerations: [{operator: Exists}], containers: [{name: app, image: "nginx:1"}]}}
      """
    Then the request is allowed
    And the object is changed:
      """
      + spec.preemptionPolicy: "PreemptLowerPriority"
      + spec.priority: 0
      """
