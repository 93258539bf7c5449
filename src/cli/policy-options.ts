/** The options that the commands over a policy share: whose policy, what is asked, and how the answer is printed. */
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
  readonly v?: string;
}

export interface QuestionOptions extends PolicyOptions {
  readonly subresource?: string;
}

export interface RequesterOptions {
  readonly as: string;
  readonly asGroup?: readonly string[];
}

export const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

const NEWEST = VERSIONS[VERSIONS.length - 1];

/** Whose policy: that of manifests. */
export const withManifestOptions = (command: Command): Command =>
  command
    .option('-f, --filename <path>', 'a manifest, a directory of manifests, or - for standard input; may be given several times', collect)
    .addOption(
      new Option('--kubernetes-version <version>', 'with -f: which server takes them, and which roles and bindings it has').choices(VERSIONS).default(NEWEST),
    );

/** Whose policy: that of manifests, of a cluster or of a server; and where. */
export const withPolicyOptions = (command: Command, formats: readonly string[] = ['text', 'json']): Command =>
  withManifestOptions(command)
    .option('-n, --namespace <namespace>', 'the namespace of the request (default: that of the context, or default)')
    .option('-A, --all-namespaces', 'ask over all namespaces')
    .option('--kubeconfig <file>', 'ask the cluster that a kubeconfig names (default: those of $KUBECONFIG)')
    .option('--context <name>', 'the context of the kubeconfig (default: its current one)')
    .option('--server <url>', 'ask a running server')
    .option('--token <token>', 'with --server: a bearer token')
    .option('--certificate-authority <file>', 'with --server: whom to trust')
    .option('--insecure-skip-tls-verify', 'with --server: trust anybody')
    .option('-v, --v <level>', 'as for kubectl: from 6 on each request to the server is printed on stderr')
    .addOption(new Option('-o, --output <format>', 'how the answer is printed').choices(formats).default('text'));

/** `isOptional`: where an option asks another question. */
export const withQuestionOptions = (command: Command, { isOptional = false } = {}): Command =>
  command
    .argument(isOptional ? '[verb]' : '<verb>', 'any: get, list, create, delete, bind, escalate, impersonate, use, approve, one of your own, or *')
    .argument(
      isOptional ? '[type]' : '<type>',
      'TYPE or TYPE/NAME, as for kubectl: pods, po/web, deployments.apps, widgets.example.com, users, *, or a path: /healthz',
    )
    .argument('[name]', 'the name of one object; TYPE/SUBRESOURCE may stand before it: pods/log web')
    .option('--subresource <name>', 'a subresource: log, exec, scale, token, ...');

export const withRequesterOptions = (command: Command): Command =>
  command
    .requiredOption('--as <user>', 'who asks: a user, or system:serviceaccount:NAMESPACE:NAME')
    .option('--as-group <group>', 'a group of the user; may be given several times', collect);
