@flags @admission:PodNodeSelector
Feature: PodNodeSelector keeps the pods of a namespace on the nodes that are for it
  An annotation of a namespace names labels of nodes, or else the configuration of the plugin does. Its pods get them as their node
  selector, and may not contradict them; labels that the configuration has for a namespace are all that its pods may ask for.
  Upstream: plugin/pkg/admission/podnodeselector, which runs only where it is named.

  Background:
    Given the file "admission.yaml":
      """
      apiVersion: apiserver.config.k8s.io/v1
      kind: AdmissionConfiguration
      plugins:
      - name: PodNodeSelector
        configuration:
          podNodeSelectorPluginConfig:
            clusterDefaultNodeSelector: zone=common
            bank: zone=common,disk=ssd
      """
    And the API server runs with the flags:
      | enable-admission-plugins      | PodNodeSelector      |
      | admission-control-config-file | $DIR/admission.yaml |
    And the objects:
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: shop, annotations: {scheduler.alpha.kubernetes.io/node-selector: team=shop}}
      ---
      apiVersion: v1
      kind: Namespace
      metadata: {name: bank}
      """

  @since-1.36
  Scenario: A pod gets the labels of its namespace beside its own
    When the administrator tries to create:
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      spec: {automountServiceAccountToken: false, nodeSelector: {disk: ssd}, containers: [{name: app, image: "nginx:1"}]}
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
        nodeSelector: {disk: ssd, team: shop}
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
      status: {phase: Pending, qosClass: BestEffort}
      """

  @claim:authz-5.1-33
  Scenario: PodNodeSelector refuses a pod that wants the nodes of others
    When the administrator tries to create:
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      spec: {nodeSelector: {team: bank}, containers: [{name: app, image: "nginx:1"}]}
      """
    Then the request fails with 403 Forbidden:
      """
      pods "web" is forbidden: pod node label selector conflicts with its namespace node label selector
      """

  @claim:authz-5.1-33
  Scenario: PodNodeSelector refuses a label that the configuration does not have for the namespace
    When the administrator tries to create:
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: bank}
      spec: {nodeSelector: {disk: ssd, gpu: "yes"}, containers: [{name: app, image: "nginx:1"}]}
      """
    Then the request fails with 403 Forbidden:
      """
      pods "web" is forbidden: pod node label selector labels conflict with its namespace whitelist
      """

  Scenario: PodNodeSelector takes a label that the configuration has for the namespace
    When the administrator tries to create:
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: bank}
      spec: {nodeSelector: {disk: ssd}, containers: [{name: app, image: "nginx:1"}]}
      """
    Then the request is allowed
