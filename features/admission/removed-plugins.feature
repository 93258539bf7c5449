@flags
Feature: A plugin that a version does not have keeps its server from starting
  Kubernetes has removed plugins whose work others do now: PodPreset and what it put into pods, PodSecurityPolicy, which became PodSecurity, and those
  that looked at one field each. A server is not to run without a protection that its flags name.
  Upstream: pkg/kubeapiserver/options/plugins.go of each version.

  @refutes:authz-5.1-35
  Scenario: A server with PodPreset does not start
    Given the API server runs with the flags:
      | enable-admission-plugins | PodPreset |
    Then the API server refuses to start with:
      """
      enable-admission-plugins plugin "PodPreset" is unknown
      """

  @since-1.36
  Scenario Outline: A server with <plugin> does not start any more
    Given the API server runs with the flags:
      | enable-admission-plugins | <plugin> |
    Then the API server refuses to start with:
      """
      enable-admission-plugins plugin "<plugin>" is unknown
      """

    Examples:
      | plugin                |
      | DenyEscalatingExec    |
      | DenyExecOnPrivileged  |
      | PersistentVolumeLabel |
      | PodSecurityPolicy     |
      | SecurityContextDeny   |
