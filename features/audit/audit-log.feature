Feature: Audit log
  The audit log keeps who asked the API server for what, when, and what came of it. A policy says which requests it has, at which
  stages, and how much of them; the reason of a refusal is there, and which user acted as which other user.

  Background:
    Given the file "audit-policy.yaml":
      """
      apiVersion: audit.k8s.io/v1
      kind: Policy
      omitStages: [RequestReceived]
      rules:
      - level: None
        verbs: [list]
      - level: Metadata
        resources: [{group: "", resources: [secrets]}]
      - level: Request
        resources: [{group: "", resources: [configmaps]}]
        verbs: [create]
      - level: RequestResponse
        resources: [{group: "", resources: [configmaps]}]
      - level: Metadata
        nonResourceURLs: ["/healthz*"]
      - level: Metadata
        omitStages: [ResponseComplete]
      """
    And the API server runs with the flags:
      | audit-policy-file | $DIR/audit-policy.yaml |
      | audit-log-path    | $DIR/audit.log         |

  Rule: The first rule that matches decides how much is kept

    @flags
    Scenario: At the level Metadata the audit log has nothing of a Secret but who asked for it
      Given the namespace "shop"
      When the administrator tries to create:
        """
        {apiVersion: v1, kind: Secret, metadata: {name: word, namespace: shop}, stringData: {word: open sesame}}
        """
      Then the request is allowed
      And the audit log has:
        | level    | stage            | verb   | objectRef.resource | objectRef.name | responseStatus.code | requestObject | responseObject |
        | Metadata | ResponseComplete | create | secrets            | word           | 201                 |               |                |

    @flags
    Scenario: At the level Request the audit log has what was sent, and not what was answered
      When the administrator tries to create:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours}, data: {sky: blue}}
        """
      Then the request is allowed
      And the audit log has:
        | level   | verb   | requestObject.data | responseObject | objectRef.namespace | objectRef.name |
        | Request | create | {"sky":"blue"}     |                | default             | colours        |

    @flags
    Scenario: At the level RequestResponse the audit log has what was answered as well
      Given the object:
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: colours}, data: {sky: blue}}
        """
      When the administrator tries to get configmap "colours" in namespace "default"
      Then the request is allowed
      And the audit log has:
        | level           | verb | requestObject | responseObject.data |
        | RequestResponse | get  |               | {"sky":"blue"}      |

    @flags
    Scenario: At the level None the audit log has nothing
      When the administrator sends GET /api/v1/namespaces/default/secrets
      Then the request is allowed
      And the audit log has no event

  Rule: A rule leaves out the stages that it names

    @flags
    Scenario: A request whose only stage is left out has no event
      When the administrator sends GET /version
      Then the request is allowed
      And the audit log has no event

    @flags @since-1.23
    Scenario: A watch has an event when it begins and one when it ends
      When the administrator sends GET /api/v1/namespaces/default/secrets?watch=true&timeoutSeconds=1
      Then the request is allowed
      And the audit log has:
        | stage            | verb  | requestURI                                                           |
        | ResponseStarted  | watch | /api/v1/namespaces/default/secrets?watch=true&timeoutSeconds=1 |
        | ResponseComplete | watch | /api/v1/namespaces/default/secrets?watch=true&timeoutSeconds=1 |

  Rule: Who was refused is found with the reason

    @flags
    Scenario: The audit log says that jane was refused, and by which binding alice was allowed
      Given the objects:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: viewers, namespace: default}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: admin}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: alice}]
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: word, namespace: default}
        """
      And the user "jane"
      When jane tries to get secret "word" in namespace "default"
      Then the request is forbidden
      When alice tries to get secret "word" in namespace "default"
      Then the request is allowed
      And the audit log has:
        | user.username | responseStatus.code | annotations.authorization.k8s.io/decision | annotations.authorization.k8s.io/reason                                                      |
        | jane          | 403                 | forbid                                    |                                                                                              |
        | alice         | 200                 | allow                                     | RBAC: allowed by RoleBinding "viewers/default" of ClusterRole "admin" to User "alice" |

    @flags
    Scenario: The audit log has requests of those whom the API server does not know
      When the bearer of the token "unknown" sends GET /healthz
      Then the request fails with 401 Unauthorized:
        """
        Unauthorized
        """
      And the audit log has:
        | stage           | user | responseStatus.code | responseStatus.reason | annotations |
        | ResponseStarted | {}   | 401                 | Unauthorized          |             |

  Rule: A user who impersonates another is recorded with both names

    @flags
    Scenario: The administrator who acts as jane is in the audit log beside her
      Given the user "jane"
      When the administrator sends GET /healthz with headers:
        | Impersonate-User | jane |
      Then the audit log has:
        | user.groups                                | impersonatedUser.username | impersonatedUser.groups  | responseStatus.code |
        | ["system:masters","system:authenticated"] | jane                      | ["system:authenticated"] | 200                 |
