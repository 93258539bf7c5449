@flags @until-1.24 @admission:PodSecurityPolicy
Feature: PodSecurityPolicy lets pods only be what a policy says that their account or their creator may use
  A policy says what a pod may ask for, and fills in what the pod leaves open. Who may use it is a right, the verb use; without such a right
  no pod is made. Later versions have PodSecurity instead, which holds a pod to the standard of its namespace.
  Upstream: plugin/pkg/admission/security/podsecuritypolicy, which runs only where it is named.

  Background:
    Given the API server runs with the flags:
      | enable-admission-plugins | PodSecurityPolicy |
      | authorization-mode       | RBAC              |
    And the namespace "shop"
    And the objects:
      """
      apiVersion: policy/v1beta1
      kind: PodSecurityPolicy
      metadata: {name: careful}
      spec:
        allowPrivilegeEscalation: false
        fsGroup: {rule: MustRunAs, ranges: [{min: 5, max: 10}]}
        hostPorts: [{min: 8000, max: 8080}]
        requiredDropCapabilities: [KILL]
        runAsUser: {rule: MustRunAsNonRoot}
        seLinux: {rule: RunAsAny}
        supplementalGroups: {rule: RunAsAny}
        volumes: [configMap, emptyDir, secret]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: pods}
      rules: [{apiGroups: [""], resources: [pods], verbs: [create, get]}]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: careful}
      rules: [{apiGroups: [policy], resources: [podsecuritypolicies], verbs: [use], resourceNames: [careful]}]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: pods, namespace: shop}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: pods}
      subjects:
        - {apiGroup: rbac.authorization.k8s.io, kind: User, name: jane}
        - {apiGroup: rbac.authorization.k8s.io, kind: User, name: dave}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: careful, namespace: shop}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: careful}
      subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: jane}]
      """

  Scenario: A pod that says nothing gets what the policy asks for, and an annotation names the policy
    When jane tries to create:
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      spec: {automountServiceAccountToken: false, containers: [{name: app, image: nginx}]}
      """
    Then the request is allowed
    And the pod "web" in namespace "shop" is:
      """
      apiVersion: v1
      kind: Pod
      metadata:
        annotations: {kubernetes.io/psp: careful}
        creationTimestamp: <time>
        name: web
        namespace: shop
        resourceVersion: <resourceVersion>
        uid: <uid>
      spec:
        automountServiceAccountToken: false
        containers:
          - image: nginx
            imagePullPolicy: Always
            name: app
            resources: {}
            securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [KILL]}, runAsNonRoot: true}
            terminationMessagePath: /dev/termination-log
            terminationMessagePolicy: File
        dnsPolicy: ClusterFirst
        enableServiceLinks: true
        preemptionPolicy: PreemptLowerPriority
        priority: 0
        restartPolicy: Always
        schedulerName: default-scheduler
        securityContext: {fsGroup: 5}
        serviceAccount: default
        serviceAccountName: default
        terminationGracePeriodSeconds: 30
        tolerations:
          - {effect: NoExecute, key: node.kubernetes.io/not-ready, operator: Exists, tolerationSeconds: 300}
          - {effect: NoExecute, key: node.kubernetes.io/unreachable, operator: Exists, tolerationSeconds: 300}
      status: {phase: Pending, qosClass: BestEffort}
      """

  @claim:authz-5.1-36 @claim:node-2-01
  Scenario: A pod is refused that asks for more than the policy allows
    When jane tries to create:
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      spec: {containers: [{name: app, image: nginx, securityContext: {privileged: true, runAsUser: 0}}]}
      """
    Then the request fails with 403 Forbidden:
      """
      pods "web" is forbidden: PodSecurityPolicy: unable to admit pod: [spec.containers[0].securityContext.runAsUser: Invalid value: 0: running with the root UID is forbidden spec.containers[0].securityContext.privileged: Invalid value: true: Privileged containers are not allowed]
      """

  Scenario: A port of the host is refused beyond those of the policy
    When jane tries to create:
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      spec: {containers: [{name: app, image: nginx, ports: [{containerPort: 80, hostPort: 80}]}]}
      """
    Then the request fails with 403 Forbidden:
      """
      pods "web" is forbidden: PodSecurityPolicy: unable to admit pod: [spec.containers[0].hostPort: Invalid value: 80: Host port 80 is not allowed to be used. Allowed ports: [8000-8080]]
      """

  Scenario: A pod is refused to a creator who may use no policy
    When dave tries to create:
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      spec: {containers: [{name: app, image: nginx}]}
      """
    Then the request fails with 403 Forbidden:
      """
      pods "web" is forbidden: PodSecurityPolicy: unable to admit pod: []
      """

  Scenario: A pod is taken from a creator who may use no policy, for a ServiceAccount that may
    Given the objects:
      """
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: builder, namespace: shop}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: builder, namespace: shop}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: careful}
      subjects: [{kind: ServiceAccount, name: builder, namespace: shop}]
      """
    When dave tries to create:
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      spec: {automountServiceAccountToken: false, serviceAccountName: builder, containers: [{name: app, image: nginx}]}
      """
    Then the request is allowed
