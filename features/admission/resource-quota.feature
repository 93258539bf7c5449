@admission:ResourceQuota
Feature: ResourceQuota keeps what a namespace uses within its quota
  A quota says how much of something a namespace may use: how many objects of a resource, how much processor time, memory or storage. What
  would be too much is refused to every user; a deletion gives room again.
  Upstream: k8s.io/apiserver/pkg/admission/plugin/resourcequota, which runs by default.

  Background:
    Given the namespaces "shop" and "bank"
    And the objects:
      """
      apiVersion: v1
      kind: ResourceQuota
      metadata: {name: few, namespace: shop}
      spec: {hard: {services: "0", limits.memory: 1Gi}}
      """

  @claim:authz-5.1-41
  Scenario: ResourceQuota refuses one Service more than the quota allows
    When the administrator tries to create:
      """
      apiVersion: v1
      kind: Service
      metadata: {name: web, namespace: shop}
      spec: {ports: [{port: 80}]}
      """
    Then the request fails with 403 Forbidden:
      """
      services "web" is forbidden: exceeded quota: few, requested: services=1, used: services=0, limited: services=0
      """

  Scenario: ResourceQuota does not limit another namespace
    When the administrator tries to create:
      """
      apiVersion: v1
      kind: Service
      metadata: {name: web, namespace: bank}
      spec: {ports: [{port: 80}]}
      """
    Then the request is allowed

  @claim:authz-5.1-41 @claim:node-2-02
  Scenario: ResourceQuota refuses a container with a memory limit beyond the quota
    When the administrator tries to create:
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      spec: {containers: [{name: app, image: nginx, resources: {limits: {memory: 2Gi}}}]}
      """
    Then the request fails with 403 Forbidden:
      """
      pods "web" is forbidden: exceeded quota: few, requested: limits.memory=2Gi, used: limits.memory=0, limited: limits.memory=1Gi
      """

  @since-1.36
  Scenario: ResourceQuota refuses a container without a memory limit
    When the administrator tries to create:
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      spec: {containers: [{name: app, image: nginx}]}
      """
    Then the request fails with 403 Forbidden:
      """
      pods "web" is forbidden: failed quota: few: must specify limits.memory for: app
      """
