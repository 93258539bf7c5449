/** /metrics and /metrics/slis in the text format of Prometheus: what is true of this server, which is little. */
import type { HandlerResult } from '../../api/registry';
import { nonResourceOf } from '../../catalog/non-resource';
import type { RegistryContext } from '../generic/context';
import { own } from '../../golang/map';

const CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

function buildInfo({ options }: RegistryContext): string {
  const { version } = nonResourceOf(options.version);
  const label = (name: string, field: string): string => `${name}="${own(version, field) ?? ''}"`;
  const labels = [
    ['build_date', 'buildDate'],
    ['compiler', 'compiler'],
    ['git_commit', 'gitCommit'],
    ['git_tree_state', 'gitTreeState'],
    ['git_version', 'gitVersion'],
    ['go_version', 'goVersion'],
    ['major', 'major'],
    ['minor', 'minor'],
    ['platform', 'platform'],
  ] as const;
  return [
    "# HELP kubernetes_build_info A metric with a constant '1' value labeled by major, minor, git version, git commit, git tree state, build date, Go version, and compiler from which Kubernetes was built, and platform on which it is running.",
    '# TYPE kubernetes_build_info gauge',
    `kubernetes_build_info{${labels.map(([name, field]) => label(name, field)).join(',')}} 1`,
  ].join('\n');
}

function healthChecks({ options }: RegistryContext): string {
  const { health } = nonResourceOf(options.version);
  const lines = Object.entries(health).flatMap(([type, checks]) => checks.map((name) => `kubernetes_healthcheck{name="${name}",type="${type}"} 1`));
  return ['# HELP kubernetes_healthcheck This metric records the result of a single healthcheck.', '# TYPE kubernetes_healthcheck gauge', ...lines].join('\n');
}

export function metrics(path: string, context: RegistryContext): HandlerResult {
  const escaping = context.options.version.has('openApiAsJson') ? '; escaping=underscores' : '';
  const text = path === '/metrics' ? `${context.admission.metrics()}${buildInfo(context)}` : healthChecks(context);
  return { status: 200, text: `${text}\n`, headers: { 'Content-Type': `${CONTENT_TYPE}${escaping}` } };
}
