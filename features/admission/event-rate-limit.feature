@flags
Feature: EventRateLimit refuses events that come too fast
  Events are many and of little worth, and a component that goes wrong could fill the storage with them. The configuration says how many a
  second are taken of the server, a namespace, a user, or a source about an object, and how many at once.
  Upstream: plugin/pkg/admission/eventratelimit, which runs only where it is named.

  Background:
    Given the file "admission.yaml":
      """
      apiVersion: apiserver.config.k8s.io/v1
      kind: AdmissionConfiguration
      plugins:
      - name: EventRateLimit
        path: $DIR/events.yaml
      """
    And the API server runs with the flags:
      | enable-admission-plugins      | EventRateLimit      |
      | admission-control-config-file | $DIR/admission.yaml |

  Rule: A request beyond the burst is answered with 429

    Scenario: The second event of a source about an object
      Given the file "events.yaml":
        """
        apiVersion: eventratelimit.admission.k8s.io/v1alpha1
        kind: Configuration
        limits:
        - {type: SourceAndObject, qps: 1, burst: 1, cacheSize: 100}
        """
      And the objects:
        """
        apiVersion: v1
        kind: Event
        metadata: {name: first, namespace: default}
        involvedObject: {kind: Pod, namespace: default, name: web}
        source: {component: kubelet}
        """
      When the administrator tries to create:
        """
        apiVersion: v1
        kind: Event
        metadata: {name: second, namespace: default}
        involvedObject: {kind: Pod, namespace: default, name: web}
        source: {component: kubelet}
        """
      Then the request fails with 429 TooManyRequests:
        """
        Too many requests: limit reached on type SourceAndObject for key kubeletPoddefaultweb
        """
