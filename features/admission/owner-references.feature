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
