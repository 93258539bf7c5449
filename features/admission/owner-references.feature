@flags @admission:OwnerReferencesPermissionEnforcement
Feature: OwnerReferencesPermissionEnforcement lets no user block a deletion without the right to
  An object that names an owner goes with it, and may block its deletion until then. Who lets it block needs the right to set the owner's
  finalizers; who changes the owners of an object needs the right to delete it.
  Upstream: plugin/pkg/admission/gc, which runs only where it is named.

  Background:
    Given the API server runs with the flags:
      | enable-admission-plugins | OwnerReferencesPermissionEnforcement |
    And the namespace "foo"
    And the manifest "bob-is-edit-of-foo.yaml"

  Scenario: OwnerReferencesPermissionEnforcement refuses an object that blocks the deletion of its owner
    When bob tries to create:
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: foo
        ownerReferences: [{apiVersion: v1, kind: ConfigMap, name: owner, uid: 00000000-0000-4000-8000-000000000000, blockOwnerDeletion: true}]
      """
    Then the request is refused by OwnerReferencesPermissionEnforcement:
      """
      configmaps "settings" is forbidden: cannot set blockOwnerDeletion if an ownerReference refers to a resource you can't set finalizers on: , <nil>
      """

  Scenario: OwnerReferencesPermissionEnforcement takes an object with an owner whose deletion it does not block
    When bob tries to create:
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: foo
        ownerReferences: [{apiVersion: v1, kind: Secret, name: owner, uid: 00000000-0000-4000-8000-000000000000}]
      """
    Then the request is allowed

  @claim:authz-5.1-32
  Scenario: OwnerReferencesPermissionEnforcement refuses a new owner of an object that the user may change and not delete
    Given the objects:
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: settings, namespace: foo}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: patcher, namespace: foo}
      rules: [{apiGroups: [""], resources: [configmaps], verbs: [patch]}]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: patchers, namespace: foo}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: patcher}
      subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: jane}]
      """
    When jane sends PATCH /api/v1/namespaces/foo/configmaps/settings with body:
      """
      {"metadata": {"ownerReferences": [{"apiVersion": "v1", "kind": "ConfigMap", "name": "other", "uid": "5b1f0e1c-5a0e-4a57-9a35-1d2f6f9f0c11"}]}}
      """
    Then the request is refused by OwnerReferencesPermissionEnforcement:
      """
      configmaps "settings" is forbidden: cannot set an ownerRef on a resource you can't delete: , <nil>
      """
