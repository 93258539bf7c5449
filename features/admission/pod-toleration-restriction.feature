@flags @admission:PodTolerationRestriction
Feature: PodTolerationRestriction says which taints the pods of a namespace tolerate
  A pod gets the tolerations that an annotation of its namespace names, or else the configuration of the plugin, and may tolerate no more
  than a list that is found in the same way. So nodes that are tainted for a purpose stay free of pods that would tolerate anything.
  Upstream: plugin/pkg/admission/podtolerationrestriction, which runs only where it is named.

  Background:
    Given the file "admission.yaml":
      """
      apiVersion: apiserver.config.k8s.io/v1
      kind: AdmissionConfiguration
      plugins:
      - name: PodTolerationRestriction
        configuration:
          apiVersion: podtolerationrestriction.admission.k8s.io/v1alpha1
          kind: Configuration
          default:
          - {key: spot, operator: Exists}
          whitelist:
          - {key: spot, operator: Exists}
          - {key: node.kubernetes.io/not-ready, operator: Exists}
          - {key: node.kubernetes.io/unreachable, operator: Exists}
      """
    And the API server runs with the flags:
      | enable-admission-plugins      | PodTolerationRestriction |
      | admission-control-config-file | $DIR/admission.yaml      |
    And the objects:
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: shop}
      ---
      apiVersion: v1
      kind: Namespace
      metadata: {name: lab, annotations: {scheduler.alpha.kubernetes.io/tolerationsWhitelist: '[{"operator": "Exists"}]'}}
      """

  @since-1.36
  Scenario: A pod that says nothing tolerates what the configuration names
    When the administrator tries to create:
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      spec: {automountServiceAccountToken: false, containers: [{name: app, image: "nginx:1"}]}
      """
    Then the request is allowed
    And the pod "web" in namespace "shop" is:
      """
      apiVersion: v1
      kind: Pod
      metadata:
        creationTimestamp: <time>
        generation: 1
        name: web
        namespace: shop
        resourceVersion: <resourceVersion>
        uid: <uid>
      spec:
        automountServiceAccountToken: false
        containers:
          - image: nginx:1
            imagePullPolicy: IfNotPresent
            name: app
            resources: {}
            terminationMessagePath: /dev/termination-log
            terminationMessagePolicy: File
        dnsPolicy: ClusterFirst
        enableServiceLinks: true
        preemptionPolicy: PreemptLowerPriority
        priority: 0
        restartPolicy: Always
        schedulerName: default-scheduler
        securityContext: {}
        serviceAccount: default
        serviceAccountName: default
        terminationGracePeriodSeconds: 30
        tolerations:
          - {effect: NoExecute, key: node.kubernetes.io/not-ready, operator: Exists, tolerationSeconds: 300}
          - {effect: NoExecute, key: node.kubernetes.io/unreachable, operator: Exists, tolerationSeconds: 300}
          - {key: spot, operator: Exists}
      status: {phase: Pending, qosClass: BestEffort}
      """

  @claim:authz-5.1-37 @claim:authz-5.1-38
  Scenario: PodTolerationRestriction refuses a pod that would run on any node
    When the administrator tries to create:
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      spec: {tolerations: [{operator: Exists}], containers: [{name: app, image: "nginx:1"}]}
      """
    Then the response is 500 with body:
      """
      {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"pod tolerations (possibly merged with namespace default tolerations) conflict with its cluster whitelist","code":500}
      """

  @claim:authz-5.1-37
  Scenario: PodTolerationRestriction takes a pod that would run on any node where the namespace allows it
    When the administrator tries to create:
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: lab}
      spec: {tolerations: [{operator: Exists}], containers: [{name: app, image: "nginx:1"}]}
      """
    Then the request is allowed
