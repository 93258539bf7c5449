/**
 * Which cluster the run is for: what the command line says, which reaches worker processes in the environment. Nothing is assumed:
 * without the name of a context no cluster is asked, and a context whose name does not say that its cluster is for
 * trying things out must be allowed by its name.
 */
export interface ClusterSettings {
  readonly kubeconfig?: string;
  readonly context: string;
  readonly allowContext?: string;
}

const VARIABLES = { kubeconfig: 'CUKERNETES_KUBECONFIG', context: 'CUKERNETES_CONTEXT', allowContext: 'CUKERNETES_ALLOW_CONTEXT' } as const;
/** What kind, minikube and k3d call theirs. */
const FOR_TRYING_OUT = /^(?:kind-.+|minikube|k3d-.+)$/;

/** For this process and those that it starts. */
export function chooseCluster(settings: Partial<ClusterSettings>): void {
  for (const [name, variable] of Object.entries(VARIABLES)) {
    const value = settings[name as keyof ClusterSettings];
    if (value !== undefined) process.env[variable] = value;
  }
}

/** Throws an Error that says what to name. */
export function chosenCluster(): ClusterSettings {
  const { [VARIABLES.kubeconfig]: kubeconfig = '', [VARIABLES.context]: context = '', [VARIABLES.allowContext]: allowContext = '' } = process.env;
  return checked({ context, ...(kubeconfig !== '' && { kubeconfig }), ...(allowContext !== '' && { allowContext }) });
}

export function checked(settings: Partial<ClusterSettings>): ClusterSettings {
  const { context = '', allowContext } = settings;
  if (context === '')
    throw new Error('Which cluster? Name a context of the kubeconfig with --context: there is no default, so that no cluster is used by mistake.');
  if (!FOR_TRYING_OUT.test(context) && context !== allowContext) {
    throw new Error(
      `The context ${JSON.stringify(context)} is refused: only kind-*, minikube and k3d-* are taken for clusters to try things out. If it is one, allow it with --allow-context ${context}.`,
    );
  }
  return { ...settings, context };
}
