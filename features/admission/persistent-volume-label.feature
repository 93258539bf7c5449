@flags @until-1.30 @admission:PersistentVolumeLabel
Feature: PersistentVolumeLabel keeps pods near the volumes of a cloud
  A volume of a cloud is in one zone of one region, and only nodes there can mount it. The plugin labels such volumes and ties them to nodes
  of their zone; later versions leave that to the programs of the clouds.
  Upstream: plugin/pkg/admission/storage/persistentvolume/label, which runs only where it is named.

  Background:
    Given the API server runs with the flags:
      | enable-admission-plugins | PersistentVolumeLabel |

  Scenario: A volume that was provisioned, and is tied to nodes of a region already, stays as it is
    When the administrator tries to create:
      """
      apiVersion: v1
      kind: PersistentVolume
      metadata:
        annotations: {pv.kubernetes.io/provisioned-by: example.com/disks}
        labels: {failure-domain.beta.kubernetes.io/region: north, failure-domain.beta.kubernetes.io/zone: north-a}
        name: disk
      spec:
        accessModes: [ReadWriteOnce]
        capacity: {storage: 1Gi}
        nfs: {path: /, server: example.com}
        nodeAffinity:
          required:
            nodeSelectorTerms: [{matchExpressions: [{key: failure-domain.beta.kubernetes.io/region, operator: In, values: [south]}]}]
      """
    Then the request is allowed

  Scenario: PersistentVolumeLabel refuses a zone without a name
    When the administrator tries to create:
      """
      apiVersion: v1
      kind: PersistentVolume
      metadata:
        annotations: {pv.kubernetes.io/provisioned-by: example.com/disks}
        labels: {failure-domain.beta.kubernetes.io/region: north, failure-domain.beta.kubernetes.io/zone: north-a__}
        name: disk
      spec: {accessModes: [ReadWriteOnce], capacity: {storage: 1Gi}, nfs: {path: /, server: example.com}}
      """
    Then the request fails with 403 Forbidden:
      """
      persistentvolumes "disk" is forbidden: failed to convert label string for Zone: north-a__ to a Set
      """

  Scenario: PersistentVolumeLabel refuses a volume of a cloud that the server cannot ask
    When the administrator tries to create:
      """
      apiVersion: v1
      kind: PersistentVolume
      metadata: {name: disk}
      spec: {accessModes: [ReadWriteOnce], capacity: {storage: 1Gi}, cinder: {volumeID: v-1}}
      """
    Then the request fails with 403 Forbidden:
      """
      persistentvolumes "disk" is forbidden: error querying Cinder volume v-1: no OpenStack cloud provider config file given
      """
