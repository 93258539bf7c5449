/** What the API has in the specification of a pod, and the server keeps with the pod's security context. After pkg/apis/core/v1/conversion.go. */
const KEPT_WITH_SECURITY = ['hostNetwork', 'hostPID', 'hostIPC', 'shareProcessNamespace', 'hostUsers'];

export function internalPodSpec(spec: unknown): unknown {
  if (typeof spec !== 'object' || spec === null) return spec;
  const { securityContext = {}, ...rest } = spec as Readonly<Record<string, object>>;
  const kept = Object.fromEntries(Object.entries(rest).filter(([name]) => KEPT_WITH_SECURITY.includes(name)));
  return { ...rest, securityContext: { ...securityContext, ...kept } };
}

/** The name that a field has there. */
export const inJson = (goName: string): string => `${goName.charAt(0).toLowerCase()}${goName.slice(1)}`;
