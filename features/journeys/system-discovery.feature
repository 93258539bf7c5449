Feature: Discovery of the API for every authenticated user
  Every authenticated user may read the paths on which the API server lists what it serves: the default ClusterRole system:discovery lists them,
  and the ClusterRoleBinding of the same name gives them to the group system:authenticated.
  Proves chapter 3.4, non-resource URLs, of the document on authorization. The document calls both system:discover in its prose; the
  name in its commands, system:discovery, is the real one.

  Rule: system:discovery allows get, and nothing else, on the URLs of discovery

    @claim:authz-3.4-13
    Scenario: The ClusterRole system:discovery has get on the paths of discovery
      Then the clusterrole "system:discovery" is:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata:
          annotations:
            rbac.authorization.kubernetes.io/autoupdate: "true"
          creationTimestamp: <time>
          labels:
            kubernetes.io/bootstrapping: rbac-defaults
          name: system:discovery
          resourceVersion: <resourceVersion>
          uid: <uid>
        rules:
          - nonResourceURLs:
              - /api
              - /api/*
              - /apis
              - /apis/*
              - /healthz
              - /livez
              - /openapi
              - /openapi/*
              - /readyz
              - /version
              - /version/
            verbs:
              - get
        """

    @flags @until-1.23
    @claim:authz-3.4-15
    Scenario: The ClusterRole system:discovery has a selfLink in which the colon of its name is escaped
      Given the API server runs with the flags:
        | feature-gates | RemoveSelfLink=false |
      Then the clusterrole "system:discovery" is:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata:
          annotations:
            rbac.authorization.kubernetes.io/autoupdate: "true"
          creationTimestamp: <time>
          labels:
            kubernetes.io/bootstrapping: rbac-defaults
          name: system:discovery
          resourceVersion: <resourceVersion>
          selfLink: /apis/rbac.authorization.k8s.io/v1/clusterroles/system%3Adiscovery
          uid: <uid>
        rules:
          - nonResourceURLs:
              - /api
              - /api/*
              - /apis
              - /apis/*
              - /healthz
              - /livez
              - /openapi
              - /openapi/*
              - /readyz
              - /version
              - /version/
            verbs:
              - get
        """

    @refutes:authz-3.4-12
    Scenario: No ClusterRole is called system:discover
      When the administrator tries to get clusterrole "system:discover"
      Then the request fails with 404 NotFound:
        """
        clusterroles.rbac.authorization.k8s.io "system:discover" not found
        """

  Rule: The ClusterRoleBinding gives it to every authenticated user

    @claim:authz-3.4-16
    Scenario: The ClusterRoleBinding system:discovery names the group system:authenticated
      Then the clusterrolebinding "system:discovery" is:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata:
          annotations:
            rbac.authorization.kubernetes.io/autoupdate: "true"
          creationTimestamp: <time>
          labels:
            kubernetes.io/bootstrapping: rbac-defaults
          name: system:discovery
          resourceVersion: <resourceVersion>
          uid: <uid>
        roleRef:
          apiGroup: rbac.authorization.k8s.io
          kind: ClusterRole
          name: system:discovery
        subjects:
          - apiGroup: rbac.authorization.k8s.io
            kind: Group
            name: system:authenticated
        """

    @claim:authz-3.4-17
    Scenario: A user whom no other binding names reads the versions of the API
      When jane tries to get the path "/api"
      Then the request is allowed by:
        """
        RBAC: allowed by ClusterRoleBinding "system:discovery" of ClusterRole "system:discovery" to Group "system:authenticated"
        """

    @claim:authz-3.4-11
    Scenario: An anonymous client may not read the versions of the API
      When an anonymous client tries to get the path "/api"
      Then the request is forbidden with:
        """
        forbidden: User "system:anonymous" cannot get path "/api"
        """

    @claim:authz-3.4-14
    Scenario: A user may not post to the path of the versions of the API
      When jane tries to post the path "/api"
      Then the request is forbidden with:
        """
        forbidden: User "jane" cannot post path "/api"
        """
