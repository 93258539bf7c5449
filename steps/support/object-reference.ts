/**
 * How a sentence names what is asked for: `services in namespace "foo"`, `service "web" in namespace "foo"`,
 * `pods/log "web" in namespace "foo"`, `nodes`, `the path "/healthz"`.
 */
export interface ObjectReference {
  /** As the sentence has it. */
  readonly text: string;
  /** Plural, singular or kind in lower case; with its group if another group has the same name, or if the server has none of the name: `deployments.apps`, `workspaces.kubeflow.org`. */
  readonly resource: string;
  readonly subresource: string;
  readonly name: string;
  readonly namespace: string;
  /** A URL path that is no resource; everything else is '' then. */
  readonly path: string;
}

export const OBJECT_REFERENCE = /the path "[^"]*"|[a-z*][a-z.0-9*-]*(?:\/[a-z]+)?(?: "[^"]*")?(?: in namespace "[^"]*")?/;

const PARTS =
  /^(?:the path "(?<path>[^"]*)"|(?<resource>[a-z.0-9*-]+)(?:\/(?<subresource>[a-z]+))?(?: "(?<name>[^"]*)")?(?: in namespace "(?<namespace>[^"]*)")?)$/;

export function objectReference(text: string): ObjectReference {
  const { resource = '', subresource = '', name = '', namespace = '', path = '' } = PARTS.exec(text)?.groups ?? {};
  return { text, resource, subresource, name, namespace, path };
}
