@flags @until-1.23
Feature: A ClusterRole for the volumes of the cluster, with selfLink
  A PersistentVolume is in no namespace, so only a ClusterRole can speak of it, and only a ClusterRoleBinding can give it to
  somebody: the same ClusterRole bound by a RoleBinding counts in a namespace, where no PersistentVolume is.
  Proves chapter 3.4, ClusterRole and ClusterRoleBinding, of the document on authorization. Bodies are compared byte for byte.

  Background:
    Given the API server runs with the flags:
      | feature-gates | RemoveSelfLink=false |
    And the namespace "foo"
    And the manifests "proxy-pod-in-foo.yaml", "local-volume.yaml" and "pv-reader.yaml"

  Rule: A pod lists the volumes of the cluster as soon as a ClusterRoleBinding, not a RoleBinding, names its ServiceAccount

    @until-1.22
    Scenario: The walkthrough of the document, with the answers that the document shows
      When the administrator sends PATCH /api/v1/persistentvolumes/local-pv1/status with body:
        """
        {"status": {"phase": "Released"}}
        """
      When the pod "test" in namespace "foo" runs: curl localhost:8001/api/v1/persistentvolumes
      Then the response is 403 with body:
        """
        {
          "kind": "Status",
          "apiVersion": "v1",
          "metadata": {
            
          },
          "status": "Failure",
          "message": "persistentvolumes is forbidden: User \"system:serviceaccount:foo:default\" cannot list resource \"persistentvolumes\" in API group \"\" at the cluster scope",
          "reason": "Forbidden",
          "details": {
            "kind": "persistentvolumes"
          },
          "code": 403
        }
        """
      Given the manifest "binding-of-pv-reader-in-foo.yaml"
      When the pod "test" in namespace "foo" runs: curl localhost:8001/api/v1/persistentvolumes
      Then the response is 403 with body:
        """
        {
          "kind": "Status",
          "apiVersion": "v1",
          "metadata": {
            
          },
          "status": "Failure",
          "message": "persistentvolumes is forbidden: User \"system:serviceaccount:foo:default\" cannot list resource \"persistentvolumes\" in API group \"\" at the cluster scope",
          "reason": "Forbidden",
          "details": {
            "kind": "persistentvolumes"
          },
          "code": 403
        }
        """
      Given the manifest "binding-of-pv-reader.yaml"
      When the pod "test" in namespace "foo" runs: curl localhost:8001/api/v1/persistentvolumes
      Then the response is 200 with body:
        """
        {
          "kind": "PersistentVolumeList",
          "apiVersion": "v1",
          "metadata": {
            "selfLink": "/api/v1/persistentvolumes",
            "resourceVersion": "<resourceVersion>"
          },
          "items": [
            {
              "metadata": {
                "name": "local-pv1",
                "selfLink": "/api/v1/persistentvolumes/local-pv1",
                "uid": "<uid>",
                "resourceVersion": "<resourceVersion>",
                "creationTimestamp": "<time>",
                "finalizers": [
                  "kubernetes.io/pv-protection"
                ]
              },
              "spec": {
                "capacity": {
                  "storage": "5Gi"
                },
                "hostPath": {
                  "path": "/data/pv1",
                  "type": ""
                },
                "accessModes": [
                  "ReadWriteOnce"
                ],
                "claimRef": {
                  "kind": "PersistentVolumeClaim",
                  "namespace": "media",
                  "name": "films",
                  "uid": "6b1f0e1c-5a0e-4a57-9a35-1d2f6f9f0c11",
                  "apiVersion": "v1"
                },
                "persistentVolumeReclaimPolicy": "Retain",
                "storageClassName": "nfs-storage",
                "volumeMode": "Filesystem"
              },
              "status": {
                "phase": "Released"
              }
            }
          ]
        }
        """
      And the request is allowed by:
        """
        RBAC: allowed by ClusterRoleBinding "pv-test" of ClusterRole "pv-reader" to ServiceAccount "default/foo"
        """
