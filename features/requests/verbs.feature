Feature: Verbs and HTTP methods
  A role speaks of verbs, a client of HTTP methods and URLs. The API server derives the verb from the method and from whether the
  URL names one object or a collection; the refusal says which verb it derived.
  Proves the table of verbs in chapter 3.2 of the document on authorization, after requestinfo.go of kube-apiserver.

  Rule: The verb follows from the method and from whether the URL names an object

    Scenario Outline: <method> <path> is refused with the verb that the server derives
      When jane sends <method> <path>
      Then the request is forbidden with:
        """
        <refusal>
        """

      Examples: The table of the document, and where a resource is
        | method | path                                                                     | refusal                                                                                                                  |
        | GET    | /api/v1/namespaces/foo/pods/web                                          | pods "web" is forbidden: User "jane" cannot get resource "pods" in API group "" in the namespace "foo"                   |
        | GET    | /api/v1/namespaces/foo/pods                                              | pods is forbidden: User "jane" cannot list resource "pods" in API group "" in the namespace "foo"                        |
        | GET    | /api/v1/namespaces/foo/pods?watch=true                                   | pods is forbidden: User "jane" cannot watch resource "pods" in API group "" in the namespace "foo"                       |
        | GET    | /api/v1/namespaces/foo/pods?watch=true&fieldSelector=metadata.name%3Dweb | pods "web" is forbidden: User "jane" cannot watch resource "pods" in API group "" in the namespace "foo"                 |
        | POST   | /api/v1/namespaces/foo/pods                                              | pods is forbidden: User "jane" cannot create resource "pods" in API group "" in the namespace "foo"                      |
        | PUT    | /api/v1/namespaces/foo/pods/web                                          | pods "web" is forbidden: User "jane" cannot update resource "pods" in API group "" in the namespace "foo"                |
        | PATCH  | /api/v1/namespaces/foo/pods/web                                          | pods "web" is forbidden: User "jane" cannot patch resource "pods" in API group "" in the namespace "foo"                 |
        | DELETE | /api/v1/namespaces/foo/pods/web                                          | pods "web" is forbidden: User "jane" cannot delete resource "pods" in API group "" in the namespace "foo"                |
        | DELETE | /api/v1/namespaces/foo/pods                                              | pods is forbidden: User "jane" cannot deletecollection resource "pods" in API group "" in the namespace "foo"            |
        | GET    | /api/v1/nodes/n1                                                         | nodes "n1" is forbidden: User "jane" cannot get resource "nodes" in API group "" at the cluster scope                    |
        | GET    | /apis/apps/v1/namespaces/foo/deployments                                 | deployments.apps is forbidden: User "jane" cannot list resource "deployments" in API group "apps" in the namespace "foo" |
        | GET    | /api/v1/pods                                                             | pods is forbidden: User "jane" cannot list resource "pods" in API group "" at the cluster scope                          |

    Scenario Outline: <method> <path> is a method that no resource serves there, whatever the table of the document says
      When the administrator sends <method> <path>
      Then the request fails with 405 MethodNotAllowed:
        """
        the server does not allow this method on the requested resource
        """

      Examples: Neither a create with a name nor an update or patch of a collection exists
        | method | path                            |
        | POST   | /api/v1/namespaces/foo/pods/web |
        | PUT    | /api/v1/namespaces/foo/pods     |
        | PATCH  | /api/v1/namespaces/foo/pods     |

  Rule: HEAD asks for the same verb as GET, and no resource answers it

    Background:
      Given the namespace "foo"
      And the objects:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: pod-lister, namespace: foo}
        rules: [{apiGroups: [""], resources: ["pods"], verbs: ["list"]}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: jane-lists, namespace: foo}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: pod-lister}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: jane}]
        """

    Scenario: HEAD of a collection passes authorization as list and is answered 405
      When jane sends HEAD /api/v1/namespaces/foo/pods
      Then the response is 405 with body:
        """
        """

    Scenario: HEAD of one object is refused as get
      When jane sends HEAD /api/v1/namespaces/foo/pods/web
      Then the response is 403 with body:
        """
        """
