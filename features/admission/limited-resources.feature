@flags @admission:ResourceQuota
Feature: The configuration of ResourceQuota says what may be used only under a quota
  Without a quota a namespace has no limit. What the configuration names, storage of a class or pods of a priority for example, is refused
  until some quota of the namespace covers it.
  Upstream: k8s.io/apiserver/pkg/admission/plugin/resourcequota (limitedResources).

  Background:
    Given the file "admission.yaml":
      """
      apiVersion: apiserver.config.k8s.io/v1
      kind: AdmissionConfiguration
      plugins:
      - name: ResourceQuota
        configuration:
          apiVersion: apiserver.config.k8s.io/v1
          kind: ResourceQuotaConfiguration
          limitedResources:
          - resource: persistentvolumeclaims
            matchContains: [gold.storageclass.storage.k8s.io/requests.storage]
          - resource: pods
            matchScopes:
            - {scopeName: PriorityClass, operator: In, values: [urgent]}
      """
    And the API server runs with the flags:
      | admission-control-config-file | $DIR/admission.yaml |
    And the objects:
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: shop}
      ---
      apiVersion: scheduling.k8s.io/v1
      kind: PriorityClass
      metadata: {name: urgent}
      value: 1000
      """

  Scenario: Storage of a limited class is refused in a namespace without a quota
    When the administrator tries to create:
      """
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata: {name: data, namespace: shop}
      spec: {storageClassName: gold, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
      """
    Then the request fails with 403 Forbidden:
      """
      persistentvolumeclaims "data" is forbidden: insufficient quota to consume: gold.storageclass.storage.k8s.io/requests.storage
      """

  Scenario: Storage of a class that is not limited is taken in a namespace without a quota
    When the administrator tries to create:
      """
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata: {name: data, namespace: shop}
      spec: {storageClassName: silver, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
      """
    Then the request is allowed

  Scenario: A pod is refused whose priority is limited and covered by no quota
    When the administrator tries to create:
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      spec: {priorityClassName: urgent, containers: [{name: app, image: nginx}]}
      """
    Then the response is 500 with body:
      """
      {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"insufficient quota to match these scopes: [{PriorityClass In [urgent]}]","code":500}
      """
