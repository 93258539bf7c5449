/**
 * Who the server is to a webhook, by the users of the kubeconfig of WebhookAdmission: the user named as the webhook's host and
 * port, as a wildcard of it, as `*`, or that of the current context.
 * After k8s.io/apiserver/pkg/util/webhook/authentication.go.
 */
import type { Kubeconfig, User } from '../../webhook/kubeconfig-types';

/** a.b:1 -> a.b:1, *.b:1 */
const namesFor = (target: string): readonly string[] => [
  target,
  ...target
    .split('.')
    .slice(1)
    .map((_, at, steps) => `*.${steps.slice(at).join('.')}`),
];

export function userFor({ users, contexts, ...config }: Kubeconfig, host: string, port: number): User {
  const named = (name: string): User | undefined => users?.findLast((one) => one.name === name)?.user;
  const names = [...namesFor(`${host}:${port}`), ...(port === 443 ? namesFor(host) : []), '*'];
  const context = contexts?.findLast(({ name }) => name === config['current-context'])?.context;
  for (const name of [...names, context?.user ?? '']) {
    const user = named(name);
    if (user !== undefined) return user;
  }
  return {};
}
