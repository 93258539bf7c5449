@since-1.36 @admission:PodResizeValidator
Feature: PodResizeValidator resizes pods only where their nodes can
  A pod that has a node is resized in place, so that the node has to run Linux and to have as much to give as the pod then asks for.
  Upstream: plugin/pkg/admission/podresize, which runs by default.

  Background:
    Given the namespace "shop"
    And the objects:
      """
      {apiVersion: v1, kind: Node, metadata: {name: n1, labels: {kubernetes.io/os: windows}}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop}, spec: {nodeName: n1, automountServiceAccountToken: false, serviceAccountName: default, tolerations: [{operator: Exists}], containers: [{name: app, image: "nginx:1", resources: {requests: {cpu: 1}}}]}}
      """

  Scenario: PodResizeValidator refuses to resize a pod on a node that does not run Linux
    When the administrator sends PATCH /api/v1/namespaces/shop/pods/web/resize with body:
      """
      {"spec": {"containers": [{"name": "app", "image": "nginx:1", "resources": {"requests": {"cpu": "2"}}}]}}
      """
    Then the request is refused by PodResizeValidator:
      """
      pods "web" is forbidden: pod resize is only supported on linux nodes, node "n1" is "windows"
      """

  Scenario: PodResizeValidator refuses a pod that would ask for more than its node has
    Given the objects:
      """
      {apiVersion: v1, kind: Node, metadata: {name: n2}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: db, namespace: shop}, spec: {nodeName: n2, automountServiceAccountToken: false, serviceAccountName: default, tolerations: [{operator: Exists}], containers: [{name: app, image: "postgres:1", resources: {requests: {cpu: 1}}}]}}
      """
    When the administrator sends PATCH /api/v1/nodes/n2/status with body:
      """
      {"status": {"allocatable": {"cpu": "2"}, "capacity": {"cpu": "2"}}}
      """
    Then the request is allowed
    When the administrator sends PATCH /api/v1/namespaces/shop/pods/db/resize with body:
      """
      {"spec": {"containers": [{"name": "app", "image": "postgres:1", "resources": {"requests": {"cpu": "3"}}}]}}
      """
    Then the request is refused by PodResizeValidator:
      """
      pods "db" is forbidden: node didn't have enough allocatable resources: cpu, requested: 3000, allocatable: 2000
      """
    When the administrator sends PATCH /api/v1/namespaces/shop/pods/db/resize with body:
      """
      {"spec": {"containers": [{"name": "app", "image": "postgres:1", "resources": {"requests": {"cpu": "2"}}}]}}
      """
    Then the request is allowed

  Scenario: PodResizeValidator does not ask about a pod without a node
    Given the objects:
      """
      {apiVersion: v1, kind: Pod, metadata: {name: waiting, namespace: shop}, spec: {automountServiceAccountToken: false, serviceAccountName: default, tolerations: [{operator: Exists}], schedulerName: none, containers: [{name: app, image: "nginx:1", resources: {requests: {cpu: 1}}}]}}
      """
    When the administrator sends PATCH /api/v1/namespaces/shop/pods/waiting/resize with body:
      """
      {"spec": {"containers": [{"name": "app", "image": "nginx:1", "resources": {"requests": {"cpu": "9"}}}]}}
      """
    Then the request is allowed
