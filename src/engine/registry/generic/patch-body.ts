/** The body of a patch, read once, in turns with everything else: it is looked at before the object is there, and again for each try to write it. */
import { inTurns } from '../../golang/turns';
import { makingPlain, type Node } from '../../scheme/json/node';
import { parsingJson } from '../../scheme/json/parse';
import { bodyBytes, type Exchange } from './exchange';

interface Yaml {
  readonly value: unknown;
  readonly repeated: string | undefined;
}

const nodes = new WeakMap<Exchange, Promise<Node>>();
const documents = new WeakMap<Exchange, Promise<Yaml>>();

function once<T>(known: WeakMap<Exchange, Promise<T>>, exchange: Exchange, read: () => Promise<T>): Promise<T> {
  const made = known.get(exchange) ?? read();
  known.set(exchange, made);
  return made;
}

export const patchText = (exchange: Exchange): string => Buffer.from(bodyBytes(exchange)).toString();

/** Throws encoding/json's words for a text that is no JSON. */
export const patchInJson = (exchange: Exchange): Promise<Node> => once(nodes, exchange, () => inTurns(parsingJson(patchText(exchange))));

/** Plain values; throws encoding/json's words, also of a number that Go does not have. */
export const patchAsJson = async (exchange: Exchange): Promise<unknown> => inTurns(makingPlain(await patchInJson(exchange)));

/** Throws with the words of sigs.k8s.io/yaml. */
export const patchInYaml = (exchange: Exchange): Promise<Yaml> => once(documents, exchange, () => exchange.context.scheme.readYamlInTurns(patchText(exchange)));
