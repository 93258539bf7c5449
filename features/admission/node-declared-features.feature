@since-1.36 @admission:NodeDeclaredFeatureValidator
Feature: NodeDeclaredFeatureValidator changes a pod only as its node can follow
  A node says in its status which features it has. A change of a pod on it that needs another one is refused, since the pod would never become so.
  Upstream: plugin/pkg/admission/nodedeclaredfeatures, which runs by default.

  Background:
    Given the namespace "shop"
    And the objects:
      """
      {apiVersion: v1, kind: Node, metadata: {name: n1}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop}, spec: {nodeName: n1, automountServiceAccountToken: false, serviceAccountName: default, tolerations: [{operator: Exists}], initContainers: [{name: setup, image: "setup:1", resources: {requests: {cpu: 1}}}], containers: [{name: app, image: "nginx:1"}]}}
      """
    When the administrator sends PATCH /api/v1/nodes/n1/status with body:
      """
      {"status": {"allocatable": {"cpu": "8", "memory": "8Gi"}, "capacity": {"cpu": "8", "memory": "8Gi"}}}
      """
    Then the request is allowed

  Scenario: NodeDeclaredFeatureValidator refuses to resize an init container on a node that cannot
    When the administrator sends PATCH /api/v1/namespaces/shop/pods/web/resize with body:
      """
      {"spec": {"initContainers": [{"name": "setup", "image": "setup:1", "resources": {"requests": {"cpu": "2"}}}]}}
      """
    Then the request is refused by NodeDeclaredFeatureValidator:
      """
      pods "web" is forbidden: pod update requires features InPlacePodVerticalScalingInitContainers which are not available on node "n1"
      """

  Scenario: NodeDeclaredFeatureValidator lets an init container be resized on a node that can
    When the administrator sends PATCH /api/v1/nodes/n1/status with body:
      """
      {"status": {"declaredFeatures": ["InPlacePodVerticalScalingInitContainers"]}}
      """
    Then the request is allowed
    When the administrator sends PATCH /api/v1/namespaces/shop/pods/web/resize with body:
      """
      {"spec": {"initContainers": [{"name": "setup", "image": "setup:1", "resources": {"requests": {"cpu": "2"}}}]}}
      """
    Then the request is allowed
