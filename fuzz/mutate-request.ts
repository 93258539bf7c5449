/** A recorded exchange -> the exchange that is sent: with a few changes of method, target, headers, body and requester. */
import { dump } from 'js-yaml';
import type { JsonValue } from '../src/engine/api/objects';
import type { Actor, Exchange, RecordedRequest } from '../src/replay/recording';
import type { Corpus } from './corpus';
import { mutateJson, textOf } from './mutate-json';
import { mutateText } from './mutate-text';
import { ACCEPTS, CONTENT_TYPES, FIELDS, HEADERS, METHODS, ODD_TEXTS, ODD_VALUES, QUERY, SEGMENTS } from './odd-values';
import type { Random } from './random';

/** What is sent. */
export type Input = Pick<Exchange, 'as' | 'request'>;

interface Context {
  readonly corpus: Corpus;
  /** Tokens that are nearly good. */
  readonly tokens: readonly string[];
}
type Change = (input: Input, random: Random, context: Context) => Input;

const withRequest = (input: Input, change: Partial<RecordedRequest>): Input => ({ ...input, request: { ...input.request, ...change } });
const withHeader = (input: Input, name: string, value: string | readonly string[]): Input =>
  withRequest(input, { headers: { ...input.request.headers, [name]: value } });

/** What cannot be in a head at all would never come to the stages behind the connection. */
// eslint-disable-next-line no-control-regex -- control characters are what it is about
const inHead = (text: string): string => text.replace(/[\0-\x08\x0a-\x1f\x7f]/g, '').replace(/[^\0-\xff]/g, '?');
const inTarget = (text: string): string => inHead(text).replace(/[\t\r\n]/g, '');

const split = (path: string): readonly [string, string] => {
  const at = path.indexOf('?');
  return at === -1 ? [path, ''] : [path.slice(0, at), path.slice(at + 1)];
};

const changePath: Change = (input, random) => {
  const [path, query] = split(input.request.path);
  const segments = path.split('/');
  const at = 1 + random.below(Math.max(1, segments.length - 1));
  const others = {
    replace: () => segments.with(Math.min(at, segments.length - 1), random.pick(SEGMENTS)),
    odd: () => segments.with(Math.min(at, segments.length - 1), encodeURIComponent(random.pick(ODD_TEXTS).toWellFormed())),
    raw: () => segments.with(Math.min(at, segments.length - 1), random.pick(ODD_TEXTS)),
    remove: () => segments.toSpliced(at, 1),
    insert: () => segments.toSpliced(at, 0, random.pick(SEGMENTS)),
    more: () => [...segments, ...Array.from({ length: random.skewed(16) }, () => random.pick(SEGMENTS))],
    text: () => [mutateText(path, random)],
  };
  const changed = random.pick(Object.values(others))().join('/');
  return withRequest(input, { path: inTarget(query === '' ? changed : `${changed}?${query}`) });
};

const changeQuery: Change = (input, random) => {
  const [path, query] = split(input.request.path);
  const name = random.pick([...QUERY.keys()]);
  const value = random.once(4) ? random.pick(ODD_TEXTS) : random.pick(QUERY.get(name) ?? ODD_TEXTS);
  const written = random.once(8) ? value : encodeURIComponent(value.toWellFormed());
  const added = `${random.once(16) ? random.pick(ODD_TEXTS) : name}=${written}`;
  const kept = random.once(8) ? mutateText(query, random) : query;
  return withRequest(input, { path: inTarget(`${path}?${[kept, added].filter((part) => part !== '').join('&')}`) });
};

const changeMethod: Change = (input, random) => withRequest(input, { method: random.pick(METHODS) });
const changeHeader: Change = (input, random) => withHeader(input, random.pick(HEADERS), inHead(random.pick(ODD_TEXTS)));
const changeAccept: Change = (input, random) => withHeader(input, 'accept', random.pick(ACCEPTS));
const changeContentType: Change = (input, random) => withHeader(input, 'content-type', random.pick(CONTENT_TYPES));

const USERS = ['admin', 'alice', 'bob', 'carol', 'jane', 'node1', 'node2', 'kubelet', 'anonymous', 'nosuch'] as const;

const changeActor: Change = (input, random, { tokens }) => {
  const kinds: Readonly<Record<string, () => Actor>> = {
    user: () => random.pick(USERS),
    impersonate: () => ({
      impersonate: { user: random.pick(ODD_TEXTS), groups: [random.pick(ODD_TEXTS)], extra: { [random.pick(['a', ...ODD_TEXTS])]: ['b'] } },
    }),
    impersonated: () => ({ impersonate: { user: random.pick(['bob', 'system:serviceaccount:default:default', 'system:node:node1']) } }),
    token: () => ({ token: random.once(3) ? inHead(mutateText(random.pick(tokens), random)) : random.pick(tokens) }),
    basic: () => ({ basic: random.pick(ODD_TEXTS) }),
  };
  const as = random.pick(Object.values(kinds))();
  if (typeof as === 'object' && 'impersonate' in as) {
    const { user = '', groups, extra } = as.impersonate;
    const cleanExtra = Object.entries(extra ?? {}).map(([key, values]) => [encodeURIComponent(key.toWellFormed()), values.map(inHead)] as const);
    return {
      ...input,
      as: { impersonate: { user: inHead(user), ...(groups && { groups: groups.map(inHead) }), ...(extra && { extra: Object.fromEntries(cleanExtra) }) } },
    };
  }
  return { ...input, as };
};

const jsonBody = (input: Input): JsonValue | undefined => (typeof input.request.body === 'string' ? undefined : input.request.body);

const changeBody: Change = (input, random, { corpus }) => {
  const body = jsonBody(input);
  return withRequest(input, { body: mutateJson(body ?? random.pick(corpus.bodies), random, corpus.bodies) });
};

const changeBytes: Change = (input, random, { corpus }) => {
  const body = input.request.body ?? random.pick(corpus.bodies);
  const text = typeof body === 'string' ? body : textOf(body);
  return withRequest(input, { body: mutateText(text, random) });
};

const toYaml: Change = (input, random, { corpus }) => {
  const body = jsonBody(input) ?? random.pick(corpus.bodies);
  const text = dump(body, { lineWidth: -1 });
  const odd = [
    '&a [*a]',
    '<<: {a: b}',
    '!!binary x',
    '? [a]\n: b',
    '---\n',
    '%YAML 9.9',
    '- &x [x]\n- *x',
    "a: !!js/function 'x'",
    '\t- a',
    'a: 0x1p3\nb: .inf\nc: ~',
  ];
  const placed = random.once(2) ? text : `${text}${random.pick(odd)}\n`;
  return withHeader(withRequest(input, { body: random.once(3) ? mutateText(placed, random) : placed }), 'content-type', 'application/yaml');
};

const toProtobuf: Change = (input, random) => {
  const text = typeof input.request.body === 'string' ? input.request.body : '';
  const bytes = text.startsWith('k8s\0') ? mutateText(text, random) : `k8s\0${random.bytes(random.skewed(64)).toString('latin1')}`;
  return withHeader(withRequest(input, { body: bytes }), 'content-type', 'application/vnd.kubernetes.protobuf');
};

const POINTERS = [
  '',
  '/',
  '/metadata',
  '/metadata/labels/a',
  '/spec/containers/0',
  '/spec/containers/-',
  '/data/a~1b',
  '/data/a~2',
  '/__proto__',
  '/metadata/__proto__/x',
  '/constructor/prototype',
  '/rules/99999999999',
  '/rules/-1',
  '/rules/01',
  'x',
];

const toJsonPatch: Change = (input, random, { corpus }) => {
  const operation = (): JsonValue => ({
    op: random.pick(['add', 'remove', 'replace', 'move', 'copy', 'test', 'x', '']),
    ...(random.once(8) ? {} : { path: random.once(8) ? random.pick(ODD_VALUES) : random.pick(POINTERS) }),
    ...(random.once(2) && { from: random.pick(POINTERS) }),
    ...(random.once(2) && { value: random.once(2) ? random.pick(ODD_VALUES) : mutateJson(random.pick(corpus.bodies), random, corpus.bodies) }),
  });
  const body = Array.from({ length: random.skewed(12) }, operation);
  return withHeader(withRequest(input, { method: 'PATCH', body }), 'content-type', 'application/json-patch+json');
};

const toPatch: Change = (input, random, { corpus }) => {
  const field = random.pick([...FIELDS.keys()]);
  const parts: JsonValue = { [random.pick(['metadata', 'spec', 'data', 'rules', 'status'])]: { [field]: random.pick(FIELDS.get(field) ?? ODD_VALUES) } };
  const body = random.once(2) ? parts : mutateJson(random.pick(corpus.bodies), random, corpus.bodies);
  const types = ['application/merge-patch+json', 'application/strategic-merge-patch+json', 'application/apply-patch+yaml'];
  return withHeader(withRequest(input, { method: 'PATCH', body }), 'content-type', random.pick(types));
};

/** Each as often as it is listed. */
const CHANGES: readonly Change[] = [
  ...[changePath, changePath, changeQuery, changeQuery],
  ...[changeMethod, changeHeader, changeAccept, changeContentType],
  ...[changeActor, changeActor],
  ...[changeBody, changeBody, changeBody, changeBody, changeBytes, toYaml, toProtobuf, toJsonPatch, toPatch],
];

/** One input in sixteen is the recorded one, so that there is state to be wrong about. */
export function mutateRequest({ as, request }: Exchange, random: Random, context: Context): Input {
  let input: Input = { ...(as !== undefined && { as }), request };
  if (random.once(16)) return input;
  for (let times = 1 + random.skewed(3); times > 0; times -= 1) input = random.pick(CHANGES)(input, random, context);
  const body = jsonBody(input);
  return body === undefined ? input : withRequest(input, { body: textOf(body) });
}
