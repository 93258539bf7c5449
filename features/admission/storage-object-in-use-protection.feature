@admission:StorageObjectInUseProtection
Feature: StorageObjectInUseProtection keeps volumes that are in use
  A new claim or volume carries a finalizer, so that what is deleted goes only when no pod or claim uses it any more.
  Upstream: plugin/pkg/admission/storage/storageobjectinuseprotection, which runs by default.

  Background:
    Given the namespace "shop"

  Scenario: StorageObjectInUseProtection gives a claim its finalizer
    When the administrator tries to create:
      """
      {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data, namespace: shop}, spec: {storageClassName: "", accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}
      """
    Then the request is allowed
    And the object is changed:
      """
      + metadata.finalizers: ["kubernetes.io/pvc-protection"]
      """

  Scenario: StorageObjectInUseProtection gives a volume its finalizer
    When the administrator tries to create:
      """
      {apiVersion: v1, kind: PersistentVolume, metadata: {name: disk}, spec: {accessModes: [ReadWriteOnce], capacity: {storage: 1Gi}, nfs: {path: /, server: example.com}}}
      """
    Then the request is allowed
    And the object is changed:
      """
      + metadata.finalizers: ["kubernetes.io/pv-protection"]
      """
