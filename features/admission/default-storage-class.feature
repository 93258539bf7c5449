@admission:DefaultStorageClass
Feature: DefaultStorageClass gives a claim the class that the cluster prefers
  A claim that names no class gets the one whose annotation says that it is the default.
  Upstream: plugin/pkg/admission/storage/storageclass/setdefault, which runs by default.

  Background:
    Given the namespace "shop"
    And the object:
      """
      apiVersion: storage.k8s.io/v1
      kind: StorageClass
      metadata: {name: slow, annotations: {storageclass.kubernetes.io/is-default-class: "true"}}
      provisioner: example.com/disks
      """

  @claim:authz-5.1-11
  Scenario: DefaultStorageClass gives a claim without a class the default one
    When the administrator tries to create:
      """
      {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data, namespace: shop}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}
      """
    Then the request is allowed
    And the object is changed:
      """
      + metadata.finalizers: ["kubernetes.io/pvc-protection"]
      + spec.storageClassName: "slow"
      """

  Scenario: DefaultStorageClass leaves a claim that wants no class as it is
    When the administrator tries to create:
      """
      {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data, namespace: shop}, spec: {storageClassName: "", accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}
      """
    Then the request is allowed
    And the object is changed:
      """
      + metadata.finalizers: ["kubernetes.io/pvc-protection"]
      """
