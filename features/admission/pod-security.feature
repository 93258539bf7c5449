@since-1.25 @admission:PodSecurity
Feature: PodSecurity holds pods to the standard of their namespace
  The labels of a namespace name a level of the Pod Security Standards: privileged, baseline or restricted. What is enforced refuses a
  pod that does not keep to it; a namespace without labels takes every pod.
  Upstream: plugin/pkg/admission/security/podsecurity, which runs by default.

  Background:
    Given the objects:
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: shop, labels: {pod-security.kubernetes.io/enforce: baseline}}
      ---
      apiVersion: v1
      kind: Namespace
      metadata: {name: bank, labels: {pod-security.kubernetes.io/enforce: restricted}}
      ---
      apiVersion: v1
      kind: Namespace
      metadata: {name: lab}
      """

  Rule: Baseline refuses what is known to bring a pod more rights

    @claim:node-2-01
    Scenario: Baseline refuses a privileged container
      When the administrator tries to create:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec: {containers: [{name: app, image: nginx, securityContext: {privileged: true}}]}
        """
      Then the request fails with 403 Forbidden:
        """
        pods "web" is forbidden: violates PodSecurity "baseline:latest": privileged (container "app" must not set securityContext.privileged=true)
        """

    @claim:node-2-01
    Scenario: Baseline refuses the network and a folder of the host
      When the administrator tries to create:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec: {hostNetwork: true, containers: [{name: app, image: nginx}], volumes: [{name: root, hostPath: {path: /}}]}
        """
      Then the request fails with 403 Forbidden:
        """
        pods "web" is forbidden: violates PodSecurity "baseline:latest": host namespaces (hostNetwork=true), hostPath volumes (volume "root")
        """

    Scenario: Baseline takes a pod without a security context
      When the administrator tries to create:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec: {containers: [{name: app, image: nginx}]}
        """
      Then the request is allowed

  Rule: Restricted wants a pod to be hardened

    Scenario: Restricted refuses a pod without a security context
      When the administrator tries to create:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: bank}
        spec: {containers: [{name: app, image: nginx}]}
        """
      Then the request fails with 403 Forbidden:
        """
        pods "web" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false (container "app" must set securityContext.allowPrivilegeEscalation=false), unrestricted capabilities (container "app" must set securityContext.capabilities.drop=["ALL"]), runAsNonRoot != true (pod or container "app" must set securityContext.runAsNonRoot=true), seccompProfile (pod or container "app" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")
        """

    Scenario: Restricted takes a hardened pod
      When the administrator tries to create:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: bank}
        spec:
          securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
          containers:
            - {name: app, image: nginx, securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}}
        """
      Then the request is allowed

  Rule: Nothing is refused where nothing is enforced

    Scenario: A privileged container runs in a namespace without labels
      When the administrator tries to create:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: lab}
        spec: {containers: [{name: app, image: nginx, securityContext: {privileged: true}}]}
        """
      Then the request is allowed

    Scenario: A Deployment with a privileged container is taken, though its pods are not
      When the administrator tries to create:
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: shop}
        spec:
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec: {containers: [{name: app, image: nginx, securityContext: {privileged: true}}]}
        """
      Then the request is allowed

    Scenario: A namespace with an unknown level of PodSecurity is invalid
      When the administrator tries to create:
        """
        apiVersion: v1
        kind: Namespace
        metadata: {name: odd, labels: {pod-security.kubernetes.io/enforce: strict}}
        """
      Then the request fails with 422 Invalid:
        """
        Namespace "odd" is invalid: metadata.labels[pod-security.kubernetes.io/enforce]: Invalid value: "strict": must be one of privileged, baseline, restricted
        """
