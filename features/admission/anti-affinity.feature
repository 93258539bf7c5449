@flags @admission:LimitPodHardAntiAffinityTopology
Feature: LimitPodHardAntiAffinityTopology lets no pod keep others away from a whole zone
  A pod may demand a node without certain others. A pod that demands a zone without them could keep a whole zone for itself.
  Upstream: plugin/pkg/admission/antiaffinity, which runs only where it is named.

  Background:
    Given the API server runs with the flags:
      | enable-admission-plugins | LimitPodHardAntiAffinityTopology |
    And the namespace "shop"

  @claim:authz-5.1-18
  Scenario: LimitPodHardAntiAffinityTopology refuses a pod that wants a zone for itself
    When the administrator tries to create:
      """
      {apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop}, spec: {affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: topology.kubernetes.io/zone, labelSelector: {matchLabels: {app: web}}}]}}, containers: [{name: app, image: "nginx:1"}]}}
      """
    Then the request is refused by LimitPodHardAntiAffinityTopology:
      """
      pods "web" is forbidden: affinity.PodAntiAffinity.RequiredDuringScheduling has TopologyKey topology.kubernetes.io/zone but only key kubernetes.io/hostname is allowed
      """

  Scenario: LimitPodHardAntiAffinityTopology takes a pod that wants a node for itself
    When the administrator tries to create:
      """
      {apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop}, spec: {affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: web}}}]}}, containers: [{name: app, image: "nginx:1"}]}}
      """
    Then the request is allowed

  @refutes:authz-5.1-19
  Scenario: The field requiredDuringSchedulingRequiredDuringExecution, which the document names, does not exist
    When the administrator sends POST /api/v1/namespaces/shop/pods with body:
      """
      {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": {"containers": [{"name": "app", "image": "nginx:1"}], "affinity": {"podAntiAffinity": {"requiredDuringSchedulingRequiredDuringExecution": [{"labelSelector": {}, "topologyKey": "topology.kubernetes.io/zone"}]}}}}
      """
    Then the request is allowed
