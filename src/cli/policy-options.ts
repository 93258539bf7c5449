/** The options that `explain` and `who-can` share: whose policy, what is asked, and how the answer is printed. */
import { Option, type Command } from 'commander';
import { VERSIONS } from '../engine/versions';

export interface PolicyOptions {
  readonly filename?: readonly string[];
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly server?: string;
  readonly token?: string;
  readonly certificateAuthority?: string;
  readonly insecureSkipTlsVerify?: boolean;
  readonly kubernetesVersion: string;
  readonly namespace?: string;
  readonly allNamespaces?: boolean;
  readonly output: string;
}

export const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

export const withPolicyOptions = (command: Command): Command =>
  command
    .argument('<verb>', 'get, list, create, delete, bind, impersonate, ...')
    .argument('<resource>', 'as for kubectl: pods, po, deployments.apps, pods/log, or a path: /healthz')
    .argument('[name]', 'the name of one object')
    .option('-n, --namespace <namespace>', 'the namespace of the request (default: that of the context, or default)')
    .option('-A, --all-namespaces', 'ask over all namespaces')
    .option('-f, --filename <path>', 'a manifest or a directory of manifests; may be given several times', collect)
    .option('--kubeconfig <file>', 'ask the cluster that a kubeconfig names (default: those of $KUBECONFIG)')
    .option('--context <name>', 'the context of the kubeconfig (default: its current one)')
    .option('--server <url>', 'ask a running server')
    .option('--token <token>', 'with --server: a bearer token')
    .option('--certificate-authority <file>', 'with --server: whom to trust')
    .option('--insecure-skip-tls-verify', 'with --server: trust anybody')
    .addOption(
      new Option('--kubernetes-version <version>', 'with -f: whose roles and bindings there are from the start')
        .choices(VERSIONS)
        .default(VERSIONS[VERSIONS.length - 1]),
    )
    .addOption(new Option('-o, --output <format>', 'how the answer is printed').choices(['text', 'json']).default('text'));
