@admission:PersistentVolumeClaimResize
Feature: PersistentVolumeClaimResize lets claims grow only where their class allows it
  A claim that asks for more than its volume has would wait for ever with a class whose volumes cannot grow.
  Upstream: plugin/pkg/admission/storage/persistentvolume/resize, which runs by default.

  Background:
    Given the namespace "shop"
    And the objects:
      """
      {apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: fixed}, provisioner: example.com/disks}
      ---
      {apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: elastic}, provisioner: example.com/disks, allowVolumeExpansion: true}
      """

  @claim:authz-5.1-34
  Scenario: PersistentVolumeClaimResize refuses to let a claim grow whose class does not allow it
    Given the objects:
      """
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata: {name: data, namespace: shop}
      spec: {storageClassName: fixed, volumeName: disk, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
      ---
      apiVersion: v1
      kind: PersistentVolume
      metadata: {name: disk}
      spec:
        accessModes: [ReadWriteOnce]
        capacity: {storage: 1Gi}
        claimRef: {namespace: shop, name: data}
        nfs: {path: /, server: example.com}
        storageClassName: fixed
      """
    When the administrator sends PATCH /api/v1/namespaces/shop/persistentvolumeclaims/data/status with body:
      """
      {"status": {"phase": "Bound", "capacity": {"storage": "1Gi"}, "accessModes": ["ReadWriteOnce"]}}
      """
    Then the request is allowed
    When the administrator sends PATCH /api/v1/namespaces/shop/persistentvolumeclaims/data with body:
      """
      {"spec": {"resources": {"requests": {"storage": "2Gi"}}}}
      """
    Then the request is refused by PersistentVolumeClaimResize:
      """
      persistentvolumeclaims "data" is forbidden: only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize
      """

  Scenario: PersistentVolumeClaimResize lets a claim grow whose class allows it
    Given the objects:
      """
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata: {name: data, namespace: shop}
      spec: {storageClassName: elastic, volumeName: disk, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
      ---
      apiVersion: v1
      kind: PersistentVolume
      metadata: {name: disk}
      spec:
        accessModes: [ReadWriteOnce]
        capacity: {storage: 1Gi}
        claimRef: {namespace: shop, name: data}
        nfs: {path: /, server: example.com}
        storageClassName: elastic
      """
    When the administrator sends PATCH /api/v1/namespaces/shop/persistentvolumeclaims/data/status with body:
      """
      {"status": {"phase": "Bound", "capacity": {"storage": "1Gi"}, "accessModes": ["ReadWriteOnce"]}}
      """
    Then the request is allowed
    When the administrator sends PATCH /api/v1/namespaces/shop/persistentvolumeclaims/data with body:
      """
      {"spec": {"resources": {"requests": {"storage": "2Gi"}}}}
      """
    Then the request is allowed
