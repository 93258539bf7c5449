/**
 * Which cluster a run is for. Nothing is assumed: without the name of a context no cluster is asked, and a context whose name does
 * not say that its cluster is for trying things out must be allowed by its name.
 */
import type { ClusterChoice } from '../target';

export type ClusterSettings = ClusterChoice & { readonly context: string };

/** What kind, minikube and k3d call theirs. */
const FOR_TRYING_OUT = /^(?:kind-.+|minikube|k3d-.+)$/;

/** Throws an Error that says what to name. */
export function checked(choice: ClusterChoice): ClusterSettings {
  const { context = '', allowContext } = choice;
  if (context === '')
    throw new Error('Which cluster? Name a context of the kubeconfig with --context: it has no default, so that no cluster is used by mistake.');
  if (!FOR_TRYING_OUT.test(context) && context !== allowContext) {
    throw new Error(
      `The context ${JSON.stringify(context)} is refused: only kind-*, minikube and k3d-* count as clusters to try things out. If it is one, allow it with --allow-context ${context}.`,
    );
  }
  return { ...choice, context };
}
