/**
 * How a sentence names what is asked for: `services in namespace "foo"`, `service "web" in namespace "foo"`,
 * `pods/log "web" in namespace "foo"`, `nodes`, `the path "/healthz"`; `the missing service "web" in the missing namespace "foo"`
 * says that they are not there, and are meant not to be.
 */
export interface ObjectReference {
  /** As the sentence has it. */
  readonly text: string;
  /** Plural, singular or kind in lower case; with its group if another group has the same name, or if the server has none of the name: `deployments.apps`, `workspaces.kubeflow.org`. */
  readonly resource: string;
  readonly subresource: string;
  readonly name: string;
  readonly namespace: string;
  /** A URL path other than a resource's; everything else is '' then. */
  readonly path: string;
  /** Whether the sentence says that the object, the resource or the path is not there. */
  readonly isMissing: boolean;
  readonly isNamespaceMissing: boolean;
}

export const OBJECT_REFERENCE =
  /the (?:missing )?path "[^"]*"|(?:the missing )?[a-z*][a-z.0-9*-]*(?:\/[a-z]+)?(?: "[^"]*")?(?: in (?:the missing )?namespace "[^"]*")?/;

const PARTS =
  /^(?:the (?<noPath>missing )?path "(?<path>[^"]*)"|(?<missing>the missing )?(?<resource>[a-z.0-9*-]+)(?:\/(?<subresource>[a-z]+))?(?: "(?<name>[^"]*)")?(?: in (?<noNamespace>the missing )?namespace "(?<namespace>[^"]*)")?)$/;

export function objectReference(text: string): ObjectReference {
  const { resource = '', subresource = '', name = '', namespace = '', path = '', noPath, missing, noNamespace } = PARTS.exec(text)?.groups ?? {};
  return { text, resource, subresource, name, namespace, path, isMissing: (noPath ?? missing) !== undefined, isNamespaceMissing: noNamespace !== undefined };
}
