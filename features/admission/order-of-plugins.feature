Feature: Which admission plugins run, and in which order
  Plugins are part of kube-apiserver. Flags switch them on and off by their names; the order in which they run is the program's own. They see
  only what authorization allows.
  Upstream: k8s.io/kubernetes/pkg/kubeapiserver/options/plugins.go.

  Rule: Admission comes after authorization

    Background:
      Given the namespace "shop"
      And the object:
        """
        apiVersion: v1
        kind: ResourceQuota
        metadata: {name: none, namespace: shop}
        spec: {hard: {services: "0"}}
        """

    @claim:node-2.3-01 @claim:authz-5.1-01
    Scenario: A request that authorization refuses does not reach admission
      When jane tries to create:
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: shop}
        spec: {ports: [{port: 80}]}
        """
      Then the request is forbidden with:
        """
        services is forbidden: User "jane" cannot create resource "services" in API group "" in the namespace "shop"
        """

    @claim:node-2.3-01 @claim:authz-5.1-01
    Scenario: A request that authorization allows is refused by admission
      When the administrator tries to create:
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: shop}
        spec: {ports: [{port: 80}]}
        """
      Then the request is refused by ResourceQuota:
        """
        services "web" is forbidden: exceeded quota: none, requested: services=1, used: services=0, limited: services=0
        """

  Rule: The order of the names in the flag does not matter

    @flags
    @refutes:node-2.3-03 @refutes:authz-5.1-51 @claim:authz-5.1-06 @claim:node-2.3-05
    Scenario Outline: A missing namespace is made before NamespaceLifecycle looks for it with --enable-admission-plugins=<plugins>
      Given the API server runs with the flags:
        | enable-admission-plugins | <plugins> |
      When the administrator tries to create:
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings, namespace: new}
        """
      Then the request is allowed

      Examples:
        | plugins                                  |
        | NamespaceAutoProvision,NamespaceLifecycle |
        | NamespaceLifecycle,NamespaceAutoProvision |

  Rule: A flag names the plugins that are on beside those that are on by default, another those that are off

    @flags
    @claim:authz-5.1-07
    Scenario: A plugin that --disable-admission-plugins names does not run
      Given the API server runs with the flags:
        | disable-admission-plugins | NamespaceLifecycle,ResourceQuota |
      When the administrator tries to create:
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings, namespace: nowhere}
        """
      Then the request is allowed

    @flags
    @claim:authz-5.1-05 @claim:authz-5.1-07
    Scenario: Pods have no ServiceAccount without the plugin that gives them one
      Given the API server runs with the flags:
        | disable-admission-plugins | ServiceAccount,DefaultTolerationSeconds,Priority |
      When the administrator tries to create:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: default}
        spec: {containers: [{name: app, image: "nginx:1"}]}
        """
      Then the object is changed:
        """
        """

    @flags
    @claim:node-2.3-05
    Scenario: The old flag --admission-control names all plugins that are on
      Given the API server runs with the flags:
        | admission-control | NamespaceAutoProvision |
      When the administrator tries to create:
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings, namespace: new}
        """
      Then the request is allowed

    @flags @until-1.20
    @refutes:node-2.3-06
    Scenario: --admission_control is an unknown flag in 1.20
      Given the API server runs with the flags:
        | admission_control | NamespaceAutoProvision |
      Then the API server refuses to start with:
        """
        unknown flag: --admission_control
        """

    @flags @since-1.36
    @claim:node-2.3-06
    Scenario: --admission_control is --admission-control since 1.36
      Given the API server runs with the flags:
        | admission_control | Magic |
      Then the API server refuses to start with:
        """
        admission-control plugin "Magic" is unknown
        """

  Rule: The API server does not start with a plugin that it does not have

    @flags
    Scenario Outline: The plugin <plugin> is unknown
      Given the API server runs with the flags:
        | enable-admission-plugins | <plugin> |
      Then the API server refuses to start with:
        """
        enable-admission-plugins plugin "<plugin>" is unknown
        """

      @claim:node-2.3-02 @claim:authz-5.1-02
      Examples: Plugins that there never were
        | plugin |
        | Magic  |

      @since-1.25
      @refutes:authz-5.1-36
      Examples: Plugins that were taken away in 1.25
        | plugin            |
        | PodSecurityPolicy |

      @since-1.30
      @refutes:authz-5.1-42
      Examples: Plugins that were taken away in 1.30
        | plugin              |
        | SecurityContextDeny |

    @flags @until-1.30
    @claim:authz-5.1-50
    Scenario: The API server starts with the plugins that the document recommends
      Given the API server runs with the flags:
        | enable-admission-plugins | NamespaceLifecycle,LimitRanger,ServiceAccount,PersistentVolumeLabel,DefaultStorageClass,ResourceQuota,DefaultTolerationSeconds |
      When the administrator tries to list nodes
      Then the request is allowed

    @flags @since-1.31
    @refutes:authz-5.1-50
    Scenario: The API server does not start with the plugins that the document recommends since PersistentVolumeLabel is gone
      Given the API server runs with the flags:
        | enable-admission-plugins | NamespaceLifecycle,LimitRanger,ServiceAccount,PersistentVolumeLabel,DefaultStorageClass,ResourceQuota,DefaultTolerationSeconds |
      Then the API server refuses to start with:
        """
        enable-admission-plugins plugin "PersistentVolumeLabel" is unknown
        """

  Rule: Who may write in a namespace does not configure admission

    @claim:authz-5.1-03
    Scenario: A user with admin of a namespace may not create the configuration of a webhook
      Given the namespace "foo"
      And the manifest "alice-is-admin-of-foo.yaml"
      Then alice cannot create validatingwebhookconfigurations
      And alice cannot create mutatingwebhookconfigurations
