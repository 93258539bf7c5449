Feature: A ClusterRole for the volumes of the cluster
  A PersistentVolume is in no namespace, so only a ClusterRole can name it, and only a ClusterRoleBinding can grant it: the same
  ClusterRole bound by a RoleBinding counts in a namespace, where no PersistentVolume is.
  Proves chapter 3.4, ClusterRole and ClusterRoleBinding, of the document on authorization, an act a scenario. Bodies are compared byte
  for byte.

  Rule: A pod lists the volumes of the cluster as soon as a ClusterRoleBinding, not a RoleBinding, names its ServiceAccount

    Background:
      Given the namespace "foo"
      And the manifests "proxy-pod-in-foo.yaml", "local-volume.yaml" and "pv-reader.yaml"

    @claim:authz-3.4-07
    Scenario Outline: A pod may not list PersistentVolumes without a binding (<versions>)
      When the pod "test" in namespace "foo" runs: curl localhost:8001/api/v1/persistentvolumes
      Then the response is 403 with body:
        """
        {
          "kind": "Status",
          "apiVersion": "v1",
          "metadata": <metadata>,
          "status": "Failure",
          "message": "persistentvolumes is forbidden: User \"system:serviceaccount:foo:default\" cannot list resource \"persistentvolumes\" in API group \"\" at the cluster scope",
          "reason": "Forbidden",
          "details": {
            "kind": "persistentvolumes"
          },
          "code": 403
        }
        """

      @since-1.23
      Examples:
        | versions   | metadata |
        | since 1.23 | {}       |

      @until-1.22
      Examples:
        | versions   | metadata       |
        | until 1.22 | {\n    \n  } |

    @claim:authz-3.4-01
    Scenario Outline: A pod may not list PersistentVolumes by a RoleBinding of a ClusterRole (<versions>)
      Given the manifest "binding-of-pv-reader-in-foo.yaml"
      When the pod "test" in namespace "foo" runs: curl localhost:8001/api/v1/persistentvolumes
      Then the response is 403 with body:
        """
        {
          "kind": "Status",
          "apiVersion": "v1",
          "metadata": <metadata>,
          "status": "Failure",
          "message": "persistentvolumes is forbidden: User \"system:serviceaccount:foo:default\" cannot list resource \"persistentvolumes\" in API group \"\" at the cluster scope",
          "reason": "Forbidden",
          "details": {
            "kind": "persistentvolumes"
          },
          "code": 403
        }
        """

      @since-1.23
      Examples:
        | versions   | metadata |
        | since 1.23 | {}       |

      @until-1.22
      Examples:
        | versions   | metadata       |
        | until 1.22 | {\n    \n  } |

    @claim:authz-3.4-09 @refutes:authz-3.4-10
    Scenario Outline: A pod lists PersistentVolumes by a ClusterRoleBinding (<versions>)
      Given the manifests "binding-of-pv-reader-in-foo.yaml" and "binding-of-pv-reader.yaml"
      When the administrator sends PATCH /api/v1/persistentvolumes/local-pv1/status with body:
        """
        {"status": {"phase": "Released"}}
        """
      And the pod "test" in namespace "foo" runs: curl localhost:8001/api/v1/persistentvolumes
      Then the response is 200 with body:
        """
        {
          "kind": "PersistentVolumeList",
          "apiVersion": "v1",
          "metadata": {
            "resourceVersion": "<resourceVersion>"
          },
          "items": [
            {
              "metadata": {
                "name": "local-pv1",
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
                  "namespace": "kubesphere-system",
                  "name": "minio",
                  "uid": "fdc79a14-039d-4a6d-acad-6d933f8ced65",
                  "apiVersion": "v1",
                  "resourceVersion": "19859"
                },
                "persistentVolumeReclaimPolicy": "Retain",
                "storageClassName": "nfs-storage",
                "volumeMode": "Filesystem"
              },
              "status": <status>
            }
          ]
        }
        """
      And the request is allowed by:
        """
        RBAC: allowed by ClusterRoleBinding "pv-test" of ClusterRole "pv-reader" to ServiceAccount "default/foo"
        """

      @since-1.29
      Examples:
        | versions   | status                                                                                              |
        | since 1.29 | {\n        "phase": "Released",\n        "lastPhaseTransitionTime": "<time>"\n      } |

      @until-1.28
      Examples:
        | versions   | status                                    |
        | until 1.28 | {\n        "phase": "Released"\n      } |

  Rule: Versions until 1.23 can write the selfLink that the document shows

    Before 1.20 every answer named its own URL in metadata.selfLink. Kubernetes 1.20 to 1.23 still write it with
    --feature-gates=RemoveSelfLink=false; 1.24 has no way to.

    Background:
      Given the API server runs with the flags:
        | feature-gates | RemoveSelfLink=false |
      And the namespace "foo"
      And the manifests "proxy-pod-in-foo.yaml", "local-volume.yaml", "pv-reader.yaml" and "binding-of-pv-reader.yaml"

    @flags @until-1.23
    Scenario: The list of PersistentVolumes has selfLinks
      When the administrator sends PATCH /api/v1/persistentvolumes/local-pv1/status with body:
        """
        {"status": {"phase": "Released"}}
        """
      And the pod "test" in namespace "foo" runs: curl localhost:8001/api/v1/persistentvolumes
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
                  "namespace": "kubesphere-system",
                  "name": "minio",
                  "uid": "fdc79a14-039d-4a6d-acad-6d933f8ced65",
                  "apiVersion": "v1",
                  "resourceVersion": "19859"
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
