/** The body of a patch, read once, in turns with everything else: it is looked at before the object is there, and again for each try to write it. */
import { inTurns } from '../../golang/turns';
import { makingPlain, type Node } from '../../scheme/json/node';
import { parsingJson } from '../../scheme/json/parse';
import { bodyBytes, type RequestScope } from './request-scope';

interface Yaml {
  readonly value: unknown;
  readonly repeated: string | undefined;
}

const nodes = new WeakMap<RequestScope, Promise<Node>>();
const documents = new WeakMap<RequestScope, Promise<Yaml>>();

function once<T>(known: WeakMap<RequestScope, Promise<T>>, scope: RequestScope, read: () => Promise<T>): Promise<T> {
  const made = known.get(scope) ?? read();
  known.set(scope, made);
  return made;
}

export const patchText = (scope: RequestScope): string => Buffer.from(bodyBytes(scope)).toString();

/** Throws encoding/json's words for a text that is not JSON. */
export const patchInJson = (scope: RequestScope): Promise<Node> => once(nodes, scope, () => inTurns(parsingJson(patchText(scope))));

/** Plain values; throws encoding/json's words, also of a number that Go does not have. */
export const patchAsJson = async (scope: RequestScope): Promise<unknown> => inTurns(makingPlain(await patchInJson(scope)));

/** Throws with the words of sigs.k8s.io/yaml. */
export const patchInYaml = (scope: RequestScope): Promise<Yaml> => once(documents, scope, () => scope.context.scheme.readYamlInTurns(patchText(scope)));
