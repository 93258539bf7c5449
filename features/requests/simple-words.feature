Feature: Short steps
  A scenario that is about yes and no says no more. Proves what chapter 3.3 of the document on authorization says of Roles and their
  bindings: rights are added up, and there is none that is not given.

  Background:
    Given the namespace "shop"
    And the objects:
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: readers, namespace: shop}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
      subjects:
        - {apiGroup: rbac.authorization.k8s.io, kind: User, name: jane}
        - {kind: ServiceAccount, name: not-yet-there, namespace: shop}
      """

  Scenario: The request of a user whom a binding names is allowed
    When jane tries to list services in namespace "shop"
    Then the request is allowed

  @claim:authz-3.2-24
  Scenario: The request of a user whom no binding names is forbidden
    Given the user "dave"
    When dave tries to list services in namespace "shop"
    Then the request is forbidden

  @claim:authz-3.5-19
  Scenario: A user can read in the namespace of the binding, and nothing more
    Then jane can list services in namespace "shop"
    And jane cannot delete the missing service "web" in namespace "shop"
    And jane cannot:
      | verb   | object                          |
      | list   | services in namespace "default" |
      | list   | secrets in namespace "shop"     |
      | create | services in namespace "shop"    |

  Scenario: A ServiceAccount has the rights of its bindings before it exists
    Then system:serviceaccount:shop:not-yet-there can list pods in namespace "shop"
    And system:serviceaccount:shop:not-yet-there can:
      | verb   | object                   | answer |
      | list   | pods in namespace "shop" | yes    |
      | create | pods in namespace "shop" | no     |
