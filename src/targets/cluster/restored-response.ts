/**
 * An answer of the cluster in the words of the scenario: without the labels of the run, without what other scenarios have there,
 * and with the scenario's own names. Every other byte stays.
 */
import type { Node } from 'jsonc-parser';
import type { ApiResponse } from '../../engine/api/http';
import { RUN_LABEL, SCENARIO_LABEL } from './mark';
import { jsonTree } from './json-edits';
import type { ScenarioNames } from './scenario-names';

const MARKS: ReadonlySet<string> = new Set([RUN_LABEL, SCENARIO_LABEL].flatMap((label) => [label, `f:${label}`]));
/** What managedFields say of a map besides its keys. */
const ITSELF = '.';
/** Where a server has an empty object when a webhook or a policy selects everything. */
const SELECTORS: ReadonlySet<string> = new Set(['namespaceSelector', 'objectSelector'].flatMap((field) => [field, `f:${field}`]));
/** Lists, and tables of lists. */
const LISTS: ReadonlySet<string> = new Set(['items', 'rows']);

const keyOf = (property: Node): string => String(property.children?.[0]?.value);
const memberOf = (node: Node | undefined, name: string): Node | undefined => node?.children?.find((property) => keyOf(property) === name)?.children?.[1];

class Restoration {
  constructor(
    readonly text: string,
    readonly names: ScenarioNames,
  ) {}

  /** undefined: nothing of it is the scenario's. */
  of(node: Node): string | undefined {
    if (node.type === 'object') return this.#object(node);
    if (node.type === 'array')
      return this.#joined(
        node,
        (node.children ?? []).map((item) => this.of(item) ?? ''),
        '[',
      );
    return this.#slice(node);
  }

  /** Of another scenario, or in a namespace of one. */
  isOfAnother(object: Node | undefined): boolean {
    const metadata = memberOf(object, 'metadata') ?? memberOf(memberOf(object, 'object'), 'metadata');
    const value = (name: string): string => String(memberOf(metadata, name)?.value ?? '');
    const labels = memberOf(metadata, 'labels');
    const { run, scenario } = this.names.mark;
    const label = (name: string): unknown => memberOf(labels, name)?.value;
    const labelled = label(RUN_LABEL) !== undefined && (label(RUN_LABEL) !== run || label(SCENARIO_LABEL) !== scenario);
    return labelled || this.names.isOfAnother(value('namespace')) || this.names.isOfAnother(value('name'));
  }

  #object(node: Node): string | undefined {
    let emptied = false;
    const members = (node.children ?? []).map((property) => {
      const [key, value] = property.children ?? [];
      if (key === undefined || value === undefined) return this.#slice(property);
      const list = LISTS.has(keyOf(property)) && value.type === 'array';
      const restored = MARKS.has(keyOf(property)) ? undefined : list ? this.#list(value) : this.of(value);
      const text = restored ?? (SELECTORS.has(keyOf(property)) ? '{}' : undefined);
      emptied ||= text === undefined;
      return text === undefined ? '' : this.text.slice(property.offset, value.offset) + text;
    });
    const kept = (node.children ?? []).filter((property, at) => members[at] !== '' && keyOf(property) !== ITSELF);
    return emptied && kept.length === 0 ? undefined : this.#joined(node, members, '{');
  }

  #list(node: Node): string {
    return this.#joined(
      node,
      (node.children ?? []).map((item) => (this.isOfAnother(item) ? '' : (this.of(item) ?? ''))),
      '[',
    );
  }

  /** The parts that are left, laid out as all of them were. */
  #joined(node: Node, parts: readonly string[], open: '{' | '['): string {
    const children = node.children ?? [];
    const [first, second, last] = [children[0], children[1], children[children.length - 1]];
    if (first === undefined || last === undefined) return this.#slice(node);
    const kept = parts.filter((part) => part !== '');
    if (kept.length === 0) return open === '{' ? '{}' : '[]';
    const separator = second === undefined ? '' : this.text.slice(first.offset + first.length, second.offset);
    return this.text.slice(node.offset, first.offset) + kept.join(separator) + this.text.slice(last.offset + last.length, node.offset + node.length);
  }

  #slice({ offset, length }: Node): string {
    return this.text.slice(offset, offset + length);
  }
}

const mayHide = (text: string): boolean => text.includes(RUN_LABEL) || text.includes('-cuke');

function documentRestored(text: string, names: ScenarioNames): string {
  const tree = mayHide(text) ? jsonTree(text) : undefined;
  if (tree === undefined) return names.restored(text);
  const restored = new Restoration(text, names).of(tree) ?? '';
  return names.restored(text.slice(0, tree.offset) + restored + text.slice(tree.offset + tree.length));
}

/** One event a line; those of others are left out. */
function eventRestored(line: string, names: ScenarioNames): string {
  const event = mayHide(line) ? jsonTree(line) : undefined;
  if (event !== undefined && new Restoration(line, names).isOfAnother(memberOf(event, 'object'))) return '';
  return documentRestored(line, names);
}

export const eventsRestored = (text: string, names: ScenarioNames): string =>
  text
    .split(/(?<=\n)/)
    .map((line) => eventRestored(line, names))
    .join('');

export function responseRestored(response: ApiResponse, names: ScenarioNames, watching: boolean): ApiResponse {
  if (typeof response.body !== 'string') return response;
  const text = response.body;
  const body = watching ? eventsRestored(text, names) : documentRestored(text, names);
  const headers = Object.entries(response.headers).map(([name, value]) => {
    const values = [value]
      .flat()
      .map((each) => (name === 'Content-Length' ? String(Number(each) + Buffer.byteLength(body) - Buffer.byteLength(text)) : names.restored(each)));
    return [name, values.length === 1 ? (values[0] ?? '') : values] as const;
  });
  return { status: response.status, headers: Object.fromEntries(headers), body };
}
