@flags @admission:ImagePolicyWebhook
Feature: ImagePolicyWebhook asks a service which images may run
  Who knows which images are good, a scanner for example, is asked about each pod before it is stored. What it does not allow is refused,
  with its reason; the configuration says whether pods are taken while it does not answer.
  Upstream: plugin/pkg/admission/imagepolicy, which runs only where it is named.

  Background:
    Given the file "admission.yaml":
      """
      apiVersion: apiserver.config.k8s.io/v1
      kind: AdmissionConfiguration
      plugins:
      - name: ImagePolicyWebhook
        configuration:
          imagePolicy:
            kubeConfigFile: $DIR/images.kubeconfig
            allowTTL: 50
            denyTTL: 50
            retryBackoff: 10
            defaultAllow: false
      """

  @since-1.36
  @claim:authz-5.1-16 @claim:authz-5.1-17
  Scenario: A pod is refused with an image that the service does not allow
    Given a webhook at /images responds with:
      """
      {"apiVersion": "imagepolicy.k8s.io/v1alpha1", "kind": "ImageReview", "status": {"allowed": false, "reason": "nginx:1 has not been scanned"}}
      """
    And the API server runs with the flags:
      | enable-admission-plugins      | ImagePolicyWebhook  |
      | admission-control-config-file | $DIR/admission.yaml |
    And the namespace "shop"
    When the administrator tries to create:
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop, annotations: {scan.image-policy.k8s.io/ticket: "17", color: blue}}
      spec: {containers: [{name: app, image: "nginx:1"}]}
      """
    Then the request fails with 403 Forbidden:
      """
      pods "web" is forbidden: image policy webhook backend denied one or more images: nginx:1 has not been scanned
      """
    And the webhook at /images received:
      """
      {
        "kind": "ImageReview",
        "apiVersion": "imagepolicy.k8s.io/v1alpha1",
        "metadata": {},
        "spec": {
          "containers": [
            {
              "image": "nginx:1"
            }
          ],
          "annotations": {
            "scan.image-policy.k8s.io/ticket": "17"
          },
          "namespace": "shop"
        },
        "status": {
          "allowed": false
        }
      }
      """

  @claim:authz-5.1-16 @claim:authz-5.1-17
  Scenario: A pod is refused when the image service fails
    Given a webhook at /images responds with 400:
      """
      {}
      """
    And the API server runs with the flags:
      | enable-admission-plugins      | ImagePolicyWebhook  |
      | admission-control-config-file | $DIR/admission.yaml |
    And the namespace "shop"
    When the administrator tries to create:
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      spec: {containers: [{name: app, image: "nginx:1"}]}
      """
    Then the request fails with 403 Forbidden:
      """
      pods "web" is forbidden: the server rejected our request for an unknown reason
      """
