const CORE = '/api/v1/namespaces/default';
const RBAC = '/apis/rbac.authorization.k8s.io/v1';
const YAML = 'application/yaml', JSONT = 'application/json', PB = 'application/vnd.kubernetes.protobuf';
const once = { times: 1 };
const del = (path, type, body, note) => ({ request: { method: 'DELETE', path, headers: { 'content-type': type }, body }, ...(note && { note }) });
const post = (path, type, body, note) => ({ request: { method: 'POST', path, headers: { 'content-type': type }, body }, ...(note && { note }) });

const field = (number, wire, rest = '') => String.fromCharCode((number << 3) | wire) + rest;
const text = (number, value) => field(number, 2, String.fromCharCode(value.length) + value);
const meta = (kind, version = 'v1') => text(1, text(1, version) + text(2, kind));
const ROOT = 'k8s\0';
const pb = (kind, raw, version) => ROOT + meta(kind, version) + text(2, raw);
// Every byte of these is ASCII, so that they go as text.
const PROTOBUFS = {
  'nothing after the magic': ROOT,
  'no magic': '{}',
  'half a magic': 'k8',
  'a field 1 of each wire type': undefined,
  ...Object.fromEntries([0, 1, 3, 4, 5, 6, 7].map((wire) => [`TypeMeta with wire type ${wire}`, ROOT + field(1, wire, 'abcdefghij')])),
  ...Object.fromEntries([0, 1, 3, 4, 5, 6, 7].map((wire) => [`Raw with wire type ${wire}`, ROOT + field(2, wire, 'abcdefghij')])),
  ...Object.fromEntries([0, 3, 4, 5, 7].map((wire) => [`ContentEncoding with wire type ${wire}`, ROOT + field(3, wire, 'abcdefghij')])),
  ...Object.fromEntries([0, 3, 4, 5, 7].map((wire) => [`ContentType with wire type ${wire}`, ROOT + field(4, wire, 'abcdefghij')])),
  ...Object.fromEntries([0, 1, 2, 3, 4, 5, 6, 7].map((wire) => [`field 5 with wire type ${wire}`, ROOT + field(5, wire, '\x03abcdefghij')])),
  ...Object.fromEntries([0, 1, 2, 3, 4, 5, 6, 7].map((wire) => [`field 0 with wire type ${wire}`, ROOT + field(0, wire, '\x03abcdefghij')])),
  'cut in a length': ROOT + field(1, 2),
  'cut in TypeMeta': ROOT + field(1, 2, '\x20abc'),
  'cut in the Raw': ROOT + meta('ConfigMap') + field(2, 2, '\x20abc'),
  'cut in TypeMeta itself': ROOT + text(1, field(1, 2, '\x20v1')),
  'TypeMeta with a number for apiVersion': ROOT + text(1, field(1, 0, '\x01')),
  'TypeMeta with an unknown field': ROOT + text(1, text(1, 'v1') + text(2, 'ConfigMap') + text(7, 'x')) + text(2, ''),
  'TypeMeta with a group that ends': ROOT + text(1, field(7, 3) + field(7, 4)) + text(2, ''),
  'TypeMeta with a group that does not end': ROOT + text(1, field(7, 3)) + text(2, ''),
  'TypeMeta with the end of a group': ROOT + text(1, field(7, 4)) + text(2, ''),
  'TypeMeta with field 0': ROOT + text(1, field(0, 2, '\x00')) + text(2, ''),
  'an empty TypeMeta': ROOT + text(1, '') + text(2, ''),
  'a kind without a version': ROOT + text(1, text(2, 'ConfigMap')) + text(2, ''),
  'a version without a kind': ROOT + text(1, text(1, 'v1')) + text(2, ''),
  'an unknown kind': pb('Nothing', ''),
  'another kind': pb('Secret', ''),
  'an unknown version': pb('ConfigMap', '', 'v9'),
  'an odd version': pb('ConfigMap', '', 'a/b/c'),
  'only Raw': ROOT + text(2, text(1, text(1, 'pb'))),
  ...Object.fromEntries([0, 1, 2, 3, 4, 5, 6, 7].map((wire) => [`the object has field 1 with wire type ${wire}`, pb('ConfigMap', field(1, wire, '\x00abcdefghij'))])),
  ...Object.fromEntries([0, 1, 3, 4, 5, 7].map((wire) => [`the object has data with wire type ${wire}`, pb('ConfigMap', text(1, text(1, 'pb')) + field(2, wire, '\x00abcdefghij'))])),
  ...Object.fromEntries([0, 1, 2, 3, 4, 5, 6, 7].map((wire) => [`the object has field 9 with wire type ${wire}`, pb('ConfigMap', text(1, text(1, 'pb')) + field(9, wire, '\x00abcdefghij'))])),
  ...Object.fromEntries([0, 2, 4].map((wire) => [`the object has field 0 with wire type ${wire}`, pb('ConfigMap', field(0, wire, '\x00abc'))])),
  ...Object.fromEntries([0, 1, 2, 3, 4, 5].map((wire) => [`an entry of data has field 3 with wire type ${wire}`, pb('ConfigMap', text(1, text(1, 'pb')) + text(2, text(1, 'k') + field(3, wire, '\x00bcdefghij')))])),
  ...Object.fromEntries([0, 1, 5].map((wire) => [`an entry of data has a key with wire type ${wire}`, pb('ConfigMap', text(1, text(1, 'pb')) + text(2, field(1, wire, '\x00bcdefghij')))])),
  'the object has an immutable of wire type 2': pb('ConfigMap', text(1, text(1, 'pb')) + text(4, 'x')),
  'the object has metadata with a number for a name': pb('ConfigMap', text(1, field(1, 0, '\x01'))),
  'the object has metadata with an end of a group': pb('ConfigMap', text(1, field(60, 4))),
  'the object is cut': pb('ConfigMap', field(1, 2, '\x40abc')),
  'the object is cut in metadata': pb('ConfigMap', text(1, field(1, 2, '\x40abc'))),
  'a number of eleven bytes': undefined,
};
const cases = Object.entries(PROTOBUFS).filter(([, body]) => body !== undefined);

const YAMLS = {
  'an unknown tag': 'a: !x y\n', 'a binary': 'data:\n  a: !!binary aGk=\n', 'a binary that is none': 'data:\n  a: !!binary x\n', 'a tag of a language': "a: !!js/function 'x'\n", 'a tag of a set': 'a: !!set {x, y}\n', 'a tag of an ordered map': 'a: !!omap [x: y]\n', 'a tag of pairs': 'a: !!pairs [x: y]\n', 'a time': 'data:\n  a: 2001-01-01\n', 'a tagged time': 'data:\n  a: !!timestamp 2001-01-01\n', 'a tagged string': 'data:\n  a: !!str 1\n', 'a tagged number': 'data:\n  a: !!int "1"\n', 'a tagged number that is none': 'a: !!int x\n', 'a tagged float': 'a: !!float 1\n', 'a tagged bool': 'a: !!bool yes\n', 'a tagged bool that is none': 'a: !!bool x\n', 'a tagged null': 'data:\n  a: !!null ""\n', 'a tagged map that is a text': 'a: !!map x\n', 'a tagged list that is a text': 'a: !!seq x\n', 'a tagged string that is a list': 'a: !!str [x]\n', 'a tagged number that is a list': 'a: !!int [x]\n', 'a local tag': 'a: !local [x]\n', 'a verbatim tag': 'a: !<tag:yaml.org,2002:str> 1\n', 'a verbatim unknown tag': 'a: !<x> 1\n', 'a tag of an unknown handle': 'a: !e!x 1\n', 'a tag alone': 'a: !\n', 'a non-specific tag': 'data:\n  a: ! 1\n',
  'a merge key': 'data:\n  <<: {a: b}\n', 'a merge key with a list': 'data:\n  <<: [{a: b}, {a: c, d: e}]\n', 'a merge key with a text': 'data:\n  <<: x\n', 'a merge key with a list of texts': 'data:\n  <<: [x]\n', 'a merge key with null': 'data:\n  <<: ~\n', 'a merge key after its field': 'data:\n  a: x\n  <<: {a: b}\n', 'a merge key before its field': 'data:\n  <<: {a: b}\n  a: x\n', 'a merge key of an alias': 'x: &x {a: b}\ndata:\n  <<: *x\n', 'a merge key twice': 'data:\n  <<: {a: b}\n  <<: {c: d}\n', 'a quoted merge key': 'data:\n  "<<": {a: b}\n', 'a tagged merge key': 'data:\n  !!merge <<: {a: b}\n', 'a merge key as a value': 'data:\n  a: <<\n', 'a merge key in a list': 'x: [<<]\n',
  'a key that is a number': 'data:\n  1: x\n', 'a key that is a hexadecimal number': 'data:\n  0x1F: x\n', 'a key that is an octal number': 'data:\n  017: x\n', 'a key that is 0o17': 'data:\n  0o17: x\n', 'a key that is a binary number': 'data:\n  0b11: x\n', 'a key that is a float': 'data:\n  1.5: x\n', 'a key that is 1e3': 'data:\n  1e3: x\n', 'a key that is 1.0': 'data:\n  1.0: x\n', 'a key that is 1e30': 'data:\n  1e30: x\n', 'a key that is infinite': 'data:\n  .inf: x\n', 'a key that is not a number': 'data:\n  .nan: x\n', 'a key that is true': 'data:\n  true: x\n', 'a key that is yes': 'data:\n  yes: x\n', 'a key that is null': 'data:\n  ~: x\n', 'a key that is empty': 'data:\n  : x\n', 'a key that is "null"': 'data:\n  "null": x\n', 'a key that is a list': 'data:\n  ? [a]\n  : b\n', 'a key that is a map': 'data:\n  ? {a: b}\n  : b\n', 'a key that is a list of lists': '? [[a], 1, ~]\n: b\n', 'a key that is a time': 'data:\n  2001-01-01: x\n', 'a key that is a binary': 'data:\n  !!binary aGk=: x\n', 'a key with underscores': 'data:\n  1_000: x\n', 'a key with a big number': 'data:\n  18446744073709551615: x\n', 'a key with a bigger number': 'data:\n  18446744073709551616: x\n', 'a key below zero': 'data:\n  -9223372036854775808: x\n', 'a key that is +1': 'data:\n  +1: x\n', 'a key that is 1:30': 'data:\n  1:30: x\n', 'a key that is an alias': 'x: &x a\ndata:\n  *x : b\n', 'two keys that are alike': 'data:\n  1: x\n  "1": y\n', 'the same key twice': 'data:\n  a: x\n  a: y\n', 'the same number twice': 'data:\n  1: x\n  1: y\n',
  'a value that is infinite': 'a: .inf\n', 'a value that is below infinite': 'a: -.inf\n', 'a value that is not a number': 'a: .nan\n', 'an infinite value in data': 'data:\n  a: .inf\n', 'a value that is 0x1p3': 'data:\n  a: 0x1p3\n', 'a value with underscores': 'data:\n  a: 1_000\n', 'a value that is 0o17': 'data:\n  a: 0o17\n', 'a value that is 017': 'data:\n  a: 017\n', 'a value that is yes': 'data:\n  a: yes\n', 'a value that is 1:30': 'data:\n  a: 1:30\n', 'a value that is a big number': 'data:\n  a: 18446744073709551615\n', 'a value that is +1': 'data:\n  a: +1\n', 'a value that is ~': 'data:\n  a: ~\n', 'a value that is =': 'data:\n  a: =\n', 'a value that is 1e3': 'data:\n  a: 1e3\n', 'a value that is .5': 'data:\n  a: .5\n',
  'a control character': 'data:\n  a: x\x01y\n', 'a control character in a key': 'a\x02: y\n', 'a control character in quotes': 'data:\n  a: "x\x1by"\n', 'a delete character': 'data:\n  a: x\x7fy\n', 'a null character': 'data:\n  a: x\0y\n', 'a byte order mark within': 'data:\n  a: x\ufeffy\n', 'a next line': 'data:\n  a: x\x85y\n', 'a line separator': 'data:\n  a: x\u2028y\n', 'a control character beyond ASCII': 'data:\n  a: x\x90y\n', 'a noncharacter': 'data:\n  a: x\ufffey\n',
  'an unknown directive': '%YAML 9.9\n---\na: b\n', 'a directive that is late': 'a: b\n%YAML 1.1\n', 'a directive that is unknown': '%FOO bar\n---\na: b\n', 'a directive of a tag': '%TAG ! tag:x,2000:\n---\na: b\n', 'a directive without document': '%YAML 1.1\n', 'a directive twice': '%YAML 1.1\n%YAML 1.1\n---\na: b\n', 'a directive of version 1.2': '%YAML 1.2\n---\na: b\n',
  'a tab for indentation': 'a:\n\t- b\n', 'a tab after a list': 'a: b\n\t- a\n', 'a tab before a key': '\ta: b\n', 'a tab in a flow': 'a: [\tb,\n\tc]\n', 'a list after a map': 'a: b\n- c\n', 'a map after a list': '- c\na: b\n', 'a list after a nested map': 'a:\n  b: c\n- d\n', 'an anchor after a map': 'a: b\n&a [*a]', 'an anchor alone': 'a: &x\n', 'an alias that is unknown': 'a: *x\n', 'an alias alone': 'a: *\n', 'an anchor twice': 'a: &x &y z\n', 'a text without colon after a map': 'a: b\nc\n', 'a text without colon in the middle': 'a: b\nc\nd: e\n', 'a text of several lines as key': 'a b\nc: d\n', 'a colon twice': 'a: b: c\n', 'a key twice in a line': 'a: b c: d\n', 'a deeper key': 'a: b\n  c: d\n', 'a less deep key': '  a: b\nc: d\n', 'a key between': 'a:\n    b: c\n  d: e\n', 'an unfinished list': 'a: [b\n', 'an unfinished map': 'a: {b: c\n', 'an unfinished quote': 'a: "b\n', 'an unfinished single quote': "a: 'b\n", 'an unfinished quote and a document': 'a: "b\n---\nc"\n', 'a list that ends as a map': 'a: [b}\n', 'a map that ends as a list': 'a: {b]\n', 'a comma too many': 'a: [b,,c]\n', 'a comma first': 'a: [,b]\n', 'a bracket too many': 'a: [b]]\n', 'a brace too many': 'a: {b}}\n', 'text after a list': 'a: [b] c\n', 'text after a quote': 'a: "b" c\n', 'an at sign': 'a: @b\n', 'a grave accent': 'a: `b\n', 'a percent sign': 'a: %b\n', 'a bad escape': 'a: "\\z"\n', 'a bad escape of hexadecimals': 'a: "\\xzz"\n', 'an escape of a surrogate': 'a: "\\ud800"\n', 'an escape that is too big': 'a: "\\UFFFFFFFF"\n', 'an unfinished block': 'a: |x\n', 'a block with a bad indent': 'a: |0\n  x\n', 'a block with two indents': 'a: |12\n  x\n', 'a block': 'data:\n  a: |\n   x\n  y\n', 'a block with tabs': 'data:\n  a: |\n\tx\n', 'a question mark': '? a\n', 'a question mark in a flow': 'a: {? b : c}\n', 'a dash without a space': 'a:\n -b\n- c\n', 'two documents': 'a: b\n---\nc: d\n', 'an end of a document and more': 'a: b\n...\nc: d\n', 'an end of a document and a bad one': 'a: b\n---\nc: [\n', 'a document marker in a flow': 'a: [\n---\n]\n', 'nothing': '', 'a comment': '# x\n', 'a document marker': '---\n', 'a text': 'text\n', 'a list': '- a\n', 'a number': '1\n', 'null': '~\n', 'a quoted text': '"a"\n', 'a comment without a space': 'a: [b,#c\n]\n', 'a value after a quoted key without colon': '"a" b\n', 'two keys in a line': '"a": b "c": d\n', 'only a colon': ':\n', 'a colon and a value': ': a\n', 'a list in a map at the same level': 'a:\n- b\n- c\n', 'a list in a list': '- - a\n  - b\n', 'a carriage return': 'data:\r\n  a: b\r\n', 'a carriage return alone': 'data:\r  a: b\r', 'a name that is a number': 'metadata:\n  name: 5\n',
};
const CM = (rest) => rest.startsWith('%') || rest === '' ? rest : `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: odd\n${rest}`;
const yamlCases = Object.entries(YAMLS);

export const scripts = [
  {
    name: 'decoding/protobuf', about: 'Bodies in protobuf that are odd in one place: the words of the readers that upstream generates.',
    steps: [...cases.map(([note, body]) => post(`${CORE}/configmaps?dryRun=All`, PB, body, note)), post(`${CORE}/configmaps?dryRun=All`, PB, '', 'nothing')],
  },
  {
    name: 'decoding/delete-options', about: 'DELETE with a body that is no DeleteOptions.',
    steps: [...[`${CORE}/configmaps/none`, `${RBAC}/clusterroles?fieldSelector=metadata.name%3Dnone`].flatMap((path) => [
      ...['', '{', '[]', '"x"', 'null', '1', '{"x":1}', '{"gracePeriodSeconds":"x"}', '{"gracePeriodSeconds":1.5}', '{"gracePeriodSeconds":-1}', '{"gracePeriodSeconds":1e30}', '{"dryRun":"All"}', '{"dryRun":["Some"]}', '{"propagationPolicy":"x"}', '{"propagationPolicy":1}', '{"orphanDependents":true,"propagationPolicy":"Orphan"}', '{"orphanDependents":"x"}', '{"preconditions":{"uid":1}}', '{"preconditions":[]}', '{"preconditions":{"resourceVersion":5}}', '{"apiVersion":"Not_Good/../%"}', '{"apiVersion":"a/b/c"}', '{"apiVersion":"v1"}', '{"kind":"DeleteOptions"}', '{"apiVersion":"v1","kind":"DeleteOptions"}', '{"apiVersion":"meta.k8s.io/v1","kind":"DeleteOptions"}', '{"apiVersion":"apps/v1","kind":"DeleteOptions"}', '{"apiVersion":"x.y/v1","kind":"DeleteOptions"}', '{"apiVersion":"v2","kind":"DeleteOptions"}', '{"apiVersion":"v1","kind":"Pod"}', '{"apiVersion":"v1","kind":"Nothing"}', '{"apiVersion":"","kind":"Pod"}', '{"apiVersion":1}', '{"kind":[]}', '{"apiVersion":"apps/v1","kind":"Deployment"}', '{"apiVersion":"v1","kind":"Pod","spec":1}', '{"apiVersion":"v1","kind":"List"}', '{"apiVersion":"v1","kind":"Status"}', '{"apiVersion":"meta.k8s.io/v1","kind":"Status"}', '{"apiVersion":"v1","kind":"ConfigMapList","items":{}}', '{"apiVersion":"v1","kind":"deleteoptions"}', '{"kind":"DeleteOptions","apiVersion":"v1","x":{}}', '{"metadata":{}}', '{"a":', ' ', 'x'].map((body) => del(path, JSONT, body)),
      ...['', '{', 'a: [', '{}\n%YAML 9.9\n', 'subjects: null\n&a [*a]', 'a: !!binary x\n', 'a: !!binary', 'a: x\u0001\n', 'a: b\n\t- c', "a: !!js/function 'x'", 'a: b\n- &x [x]\n- *x\n', 'a: b\nc', 'x', '- a', 'gracePeriodSeconds: x', 'apiVersion: v1\nkind: Pod\n', '? [a]\n: b\n', 'a: .inf\n', '&x [*x]', 'dryRun: All', '~', '5', 'kind: [x'].map((body) => del(path, YAML, body)),
      ...[['application/xml', 'x'], ['text/plain', '{}'], ['', '{}'], ['application/json; charset=utf-8', '{}'], ['application/json;', '{}'], ['APPLICATION/JSON', '{}'], ['application/merge-patch+json', '{}'], ['x', '{}']].map(([type, body]) => del(path, type, body)),
      ...[ROOT, 'k8', '{}', ROOT + '\x05', ROOT + '0\x01', ROOT + field(1, 7, 'abc'), ROOT + field(1, 2, '\x20x'), pb('DeleteOptions', ''), pb('Pod', ''), pb('Nothing', ''), pb('DeleteOptions', '', 'a/b/c'), pb('DeleteOptions', field(1, 2, '\x00')), pb('DeleteOptions', field(1, 0, '\x05')), pb('DeleteOptions', '\x20'), ROOT + text(2, ''), ROOT + text(1, ''), pb('DeleteOptions', text(7, 'x'))].map((body) => del(path, PB, body)),
    ]),
    ...['gracePeriodSeconds=x', 'gracePeriodSeconds=', 'gracePeriodSeconds=-1', 'orphanDependents=x', 'orphanDependents=', 'propagationPolicy=x', 'dryRun=', 'dryRun=x', 'uid=x', 'resourceVersion=x', 'orphanDependents=true&propagationPolicy=Orphan', 'ignoreStoreReadErrorWithClusterBreakingPotential=true', 'ignoreStoreReadErrorWithClusterBreakingPotential=x'].flatMap((query) => [{ request: `DELETE ${CORE}/configmaps/none?${query}` }, { request: `DELETE ${CORE}/configmaps?fieldSelector=metadata.name%3Dnone&${query}` }])],
  },
  { name: 'decoding/yaml', about: 'Bodies in YAML that are odd in one place, as sigs.k8s.io/yaml judges them.', steps: yamlCases.map(([note, rest]) => post(`${CORE}/configmaps?dryRun=All`, YAML, CM(rest), note)) },
  { name: 'decoding/yaml-applied', about: 'The same as configurations to apply.', steps: yamlCases.map(([note, rest]) => ({ note, request: { method: 'PATCH', path: `${CORE}/configmaps/odd?fieldManager=m&dryRun=All`, headers: { 'content-type': 'application/apply-patch+yaml' }, body: CM(rest) } })) },
];
