Feature: Verbs and HTTP methods
  A role speaks of verbs, a client of HTTP methods and URLs. The API server derives the verb from the method and from whether the
  URL names one object or a collection; the refusal says which verb it derived.
  Proves the table of verbs in chapter 3.2 of the document on authorization, after requestinfo.go of kube-apiserver.

  Rule: The verb follows from the method and from whether the URL names an object

    @claim:authz-3.2-06
    Scenario Outline: <method> <path> is refused with the verb that the server derives
      When jane sends <method> <path>
      Then the request is forbidden with:
        """
        <refusal>
        """

      @claim:authz-3.2-12
      Examples: GET of an object is get or watch, of a collection list or watch
        | method | path                                                                     | refusal                                                                                                                  |
        | GET    | /api/v1/namespaces/foo/pods/web                                          | pods "web" is forbidden: User "jane" cannot get resource "pods" in API group "" in the namespace "foo"                   |
        | GET    | /api/v1/namespaces/foo/pods                                              | pods is forbidden: User "jane" cannot list resource "pods" in API group "" in the namespace "foo"                        |
        | GET    | /api/v1/namespaces/foo/pods?watch=true                                   | pods is forbidden: User "jane" cannot watch resource "pods" in API group "" in the namespace "foo"                       |
        | GET    | /api/v1/namespaces/foo/pods?watch=true&fieldSelector=metadata.name%3Dweb | pods "web" is forbidden: User "jane" cannot watch resource "pods" in API group "" in the namespace "foo"                 |

      @claim:authz-3.2-14
      Examples: POST is create
        | method | path                                                                     | refusal                                                                                                                  |
        | POST   | /api/v1/namespaces/foo/pods                                              | pods is forbidden: User "jane" cannot create resource "pods" in API group "" in the namespace "foo"                      |

      @claim:authz-3.2-16
      Examples: PUT is update
        | method | path                                                                     | refusal                                                                                                                  |
        | PUT    | /api/v1/namespaces/foo/pods/web                                          | pods "web" is forbidden: User "jane" cannot update resource "pods" in API group "" in the namespace "foo"                |

      @claim:authz-3.2-17
      Examples: PATCH is patch
        | method | path                                                                     | refusal                                                                                                                  |
        | PATCH  | /api/v1/namespaces/foo/pods/web                                          | pods "web" is forbidden: User "jane" cannot patch resource "pods" in API group "" in the namespace "foo"                 |

      @claim:authz-3.2-18
      Examples: DELETE of an object is delete, of a collection deletecollection
        | method | path                                                                     | refusal                                                                                                                  |
        | DELETE | /api/v1/namespaces/foo/pods/web                                          | pods "web" is forbidden: User "jane" cannot delete resource "pods" in API group "" in the namespace "foo"                |
        | DELETE | /api/v1/namespaces/foo/pods                                              | pods is forbidden: User "jane" cannot deletecollection resource "pods" in API group "" in the namespace "foo"            |

      @claim:authz-3.1-15 @claim:authz-3.1-16
      Examples: Where the resource is
        | method | path                                                                     | refusal                                                                                                                  |
        | GET    | /api/v1/nodes/n1                                                         | nodes "n1" is forbidden: User "jane" cannot get resource "nodes" in API group "" at the cluster scope                    |
        | GET    | /apis/apps/v1/namespaces/foo/deployments                                 | deployments.apps is forbidden: User "jane" cannot list resource "deployments" in API group "apps" in the namespace "foo" |
        | GET    | /api/v1/pods                                                             | pods is forbidden: User "jane" cannot list resource "pods" in API group "" at the cluster scope                          |

      @claim:authz-3.2-09
      Examples: The action get pod of the document
        | method | path                                                                     | refusal                                                                                                                  |
        | GET    | /api/v1/namespaces/foo/pods/test                                         | pods "test" is forbidden: User "jane" cannot get resource "pods" in API group "" in the namespace "foo"                  |

      @claim:authz-3.2-10
      Examples: The action create service of the document
        | method | path                                                                     | refusal                                                                                                                  |
        | POST   | /api/v1/namespaces/foo/services                                          | services is forbidden: User "jane" cannot create resource "services" in API group "" in the namespace "foo"              |

      @claim:authz-3.2-11
      Examples: The action update secret of the document
        | method | path                                                                     | refusal                                                                                                                  |
        | PUT    | /api/v1/namespaces/foo/secrets/db                                        | secrets "db" is forbidden: User "jane" cannot update resource "secrets" in API group "" in the namespace "foo"           |

    Scenario Outline: <method> <path> is a method that no resource serves there, whatever the table of the document says
      When the administrator sends <method> <path>
      Then the request fails with 405 MethodNotAllowed:
        """
        the server does not allow this method on the requested resource
        """

      @refutes:authz-3.2-15
      Examples: A create with a name does not exist
        | method | path                            |
        | POST   | /api/v1/namespaces/foo/pods/web |

      @claim:authz-3.2-19
      Examples: Neither an update nor a patch of a collection exists
        | method | path                            |
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

    @claim:authz-3.2-13
    Scenario: HEAD of a collection passes authorization as list and is answered 405
      When jane sends HEAD /api/v1/namespaces/foo/pods
      Then the response is 405 with body:
        """
        """

    @claim:authz-3.2-13
    Scenario: HEAD of one object is refused as get
      When jane sends HEAD /api/v1/namespaces/foo/pods/web
      Then the response is 403 with body:
        """
        """
