@admission:StorageObjectInUseProtection
Feature: StorageObjectInUseProtection keeps volumes that are in use
  A new claim or volume carries a finalizer, so that what is deleted goes only when no pod or claim uses it any more.
  Upstream: plugin/pkg/admission/storage/storageobjectinuseprotection, which runs by default.

  Background:
    Given the namespace "shop"

  @claim:authz-5.1-45
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

  @claim:authz-5.1-44
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

  @claim:authz-5.1-46
  Scenario: A volume that is deleted stays while it has a finalizer
    Given the object:
      """
      apiVersion: v1
      kind: PersistentVolume
      metadata: {name: disk, finalizers: [example.com/in-use]}
      spec: {accessModes: [ReadWriteOnce], capacity: {storage: 1Gi}, nfs: {path: /, server: example.com}}
      """
    When the administrator tries to delete persistentvolume "disk"
    And the administrator tries to get persistentvolume "disk"
    Then the request is allowed
    When the administrator sends PATCH /api/v1/persistentvolumes/disk with body:
      """
      {"metadata": {"finalizers": null}}
      """
    And the administrator tries to get persistentvolume "disk"
    Then the request fails with 404 NotFound:
      """
      persistentvolumes "disk" not found
      """
