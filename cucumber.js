/**
 * How the features run. A profile chooses the target; `--world-parameters '{"kubernetesVersion":"1.20"}'` chooses the version
 * of Kubernetes, which is the newest without it. `npm run features` runs all versions, one after the other.
 */
const profile = (target) => ({
  requireModule: ['ts-node/register/transpile-only'],
  require: ['steps/support/world.ts', 'steps/support/parameter-types.ts', 'steps/support/hooks.ts', 'steps/*.steps.ts'],
  format: ['progress', ['html', 'reports/cucumber.html'], ['junit', 'reports/junit.xml'], ['allure-cucumberjs/reporter', 'reports/allure.log']],
  formatOptions: { resultsDir: 'reports/allure-results' },
  worldParameters: { target },
  strict: true,
});

module.exports = {
  // The API server in this process, called directly.
  default: profile('embedded'),
  // The same API server behind a real HTTPS socket.
  http: profile('http'),
  // The same over HTTP/2.
  http2: profile('http2'),
  // A real kube-apiserver from KUBEBUILDER_ASSETS.
  envtest: profile('envtest'),
  // A running cluster: `--world-parameters '{"connection": {"context": "kind-test"}}'` names it.
  cluster: profile('cluster'),
};
