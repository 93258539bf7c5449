import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { expect } from 'expect';
import { findInHeader, findInPath, findInRequest } from './find-in-exchange';
import { findInObject, findInText } from './find';
import { found, type Found } from './found';
import { Masker } from './masker';

function knowing(...all: readonly Found[]): Masker {
  const masker = new Masker();
  masker.learn(all);
  return masker;
}

const texts = (all: readonly Found[]): readonly string[] => all.map(({ bytes }) => bytes.toString());

/** Every way in which a program may pack a value. */
const PACKED: Readonly<Record<string, (value: string) => string>> = {
  'gzip in base64': (value) => gzipSync(value).toString('base64'),
  'zlib in base64': (value) => deflateSync(value).toString('base64'),
  'deflate in base64': (value) => deflateRawSync(value).toString('base64'),
  'gzip in base64 in lines of 10': (value) => inLines(gzipSync(value).toString('base64')),
  'base64 in indented lines of 10': (value) => inLines(Buffer.from(value).toString('base64')),
  'UTF-16 as text': (value) => Buffer.from(value, 'utf16le').toString('latin1'),
  'UTF-16 as JSON writes it': (value) => JSON.stringify(Buffer.from(value, 'utf16le').toString('latin1')),
  'UTF-16 in base64': (value) => Buffer.from(value, 'utf16le').toString('base64'),
  'UTF-16 with the high byte first': (value) => Buffer.from(value, 'utf16le').swap16().toString('latin1'),
};
const inLines = (text: string): string => (text.match(/.{1,10}/g) ?? []).map((line) => `    ${line}`).join('\n');

describe('a masker of packed values', () => {
  const value = 'tr0ub4dor-and-more-of-it';
  const masker = knowing(found(value));
  for (const [how, pack] of Object.entries(PACKED))
    it(`masks ${how}`, () => {
      expect(masker.text(`before: ${pack(value)}\n(after)`)).toMatch(/^before: *"?<masked>"?\n\(after\)$/);
      const other = `before: ${pack('something-else-of-that-length')}\n(after)`;
      expect(masker.text(other)).toBe(other);
    });

  it('masks a value over several lines of YAML', () => {
    const folded = knowing(found('correct horse battery staple'));
    expect(folded.text('kept: yes\n\npassphrase: >-\n  correct horse\n  battery staple\n\nmore: yes')).toBe(
      'kept: yes\n\npassphrase: >- <masked>\n\nmore: yes',
    );
    expect(masker.text('key: "tr0ub4dor-a\\\n  nd-more-of-it"')).toBe('key: "<masked>"');
    expect(folded.text('correct\n  horse\n')).toBe('correct\n  horse\n');
  });
});

describe('a masker', () => {
  const value = 'tr0ub4dor&3/"x"';
  const masker = knowing(found(value));

  it('masks a value in each of its encodings', () => {
    const escaped = JSON.stringify(value).slice(1, -1);
    const encodings = [value, escaped, JSON.stringify(escaped).slice(1, -1), encodeURIComponent(value), Buffer.from(value).toString('hex')];
    expect(encodings.map((text) => masker.text(`(${text})`))).toEqual(encodings.map(() => '(<masked>)'));
  });

  it('masks a value within the base64 of a longer text, whatever stands before it', () => {
    for (const before of ['', 'a', 'ab', 'abc'])
      for (const encoding of ['base64', 'base64url'] as const) {
        const text = masker.text(Buffer.from(`${before}${value}, and more of it`).toString(encoding));
        expect(Buffer.from(text.replace('<masked>', ''), 'base64').toString('latin1')).not.toContain('tr0ub');
        expect(text).toContain('<masked>');
      }
  });

  it('masks a value within base64 of base64, whatever stands before it in either', () => {
    const key = 'tr0ub4dor-and-more-of-it';
    const known = knowing(found(key));
    for (const outer of ['', 'a', 'ab'])
      for (const inner of ['', 'a', 'ab']) {
        const nested = Buffer.from(`${outer}${Buffer.from(`${inner}${key}.`).toString('base64')}`).toString('base64');
        const text = known.text(nested);
        expect(text).toContain('<masked>');
        expect(text.replace('<masked>', '').length).toBeLessThan(16);
      }
  });

  it('masks bytes that are written one by one, and base64 that is broken into lines', () => {
    const key = 'tr0ub4dor-and-more-of-it';
    const known = knowing(found(key));
    const bytes = [...Buffer.from(key)];
    const joined = (base: number, before: string, after = ''): string => bytes.map((byte) => `${before}${byte.toString(base)}${after}`).join('');
    const lines = (
      Buffer.from(`${'x'.repeat(100)}${key}${'y'.repeat(100)}`)
        .toString('base64')
        .match(/.{1,76}/g) ?? []
    ).join('\n');
    for (const text of [
      inspect(Buffer.from(key)),
      JSON.stringify(Buffer.from(key)),
      JSON.stringify(bytes, undefined, 2),
      String(bytes),
      bytes.map((byte) => byte.toString(16)).join(':'),
      joined(16, '\\x'),
      joined(16, '\\u00'),
      joined(16, '%').toUpperCase(),
      joined(16, '&#x', ';'),
      joined(10, '&#', ';'),
      joined(8, '\\'),
      lines,
    ]) {
      const shown = known.text(`(${text})`);
      expect([text, shown]).toEqual([text, expect.stringContaining('<masked>')]);
      expect(shown).not.toMatch(/(?:[0-9a-f]{2,3}\W+){4}/);
    }
    const long = knowing(found(key.repeat(4)));
    expect(long.text(inspect(Buffer.from(key.repeat(4))))).toBe('<Buffer <masked> ... 46 more bytes>');
    for (const harmless of ['1, 2, 3, 4, 5, 6, 7, 8, 9', '00:11:22:33:44:55:66:77:88', '300,301,302,303,304,305,306,307,308'])
      expect(known.text(harmless)).toBe(harmless);
  });

  it('masks values that overlap together', () => {
    expect(knowing(found('first-second'), found('second-third')).text('first-second-third!')).toBe('<masked>!');
  });

  it('masks the lines of a value, and not the keys of YAML in it', () => {
    const known = knowing(found('apiVersion: v1\nkind: Config\npassphrase of a whole line\n'));
    expect(known.text('apiVersion: v1\n  kind: Config\n+   passphrase of a whole line')).toBe('apiVersion: v1\n  kind: Config\n+   <masked>');
  });

  it('masks a short value beside its name only', () => {
    const known = knowing(found('jane', 'user'), found('x1y2', 'X-Auth-Token'));
    expect(known.text('user: jane\n"user":"jane", {\\"user\\": \\"amFuZQ==\\"} | user | jane | user=jane&x=1')).toBe(
      'user: <masked>\n"user":"<masked>", {\\"user\\": \\"<masked>\\"} | user | <masked> | user=<masked>&x=1',
    );
    expect(known.text('jane asks; user: janet; x-auth-token: x1y2')).toBe('jane asks; user: janet; x-auth-token: <masked>');
  });

  it('masks the short token of a file before its user', () => {
    expect(knowing(...findInText('abc,jane,u1\ndef,joe,u2,"g1"')).text('line "abc,jane,u1": jane has abc')).toBe('line "<masked>,jane,u1": jane has abc');
  });

  it('masks what an error of a parser shows of a value that it cuts off', () => {
    const known = knowing(found('correct-horse-battery'));
    expect(known.text('error found in #10 byte of ...|orse-batte|..., bigger context ...|{"value":"correct-ho|...')).toBe(
      'error found in #10 byte of ...|<masked>|..., bigger context ...|{"value":"<masked>|...',
    );
  });

  it('masks a value whose parts are coloured', () => {
    expect(knowing(found('correct-horse')).text('Received: "\u001b[7mcorrect-\u001b[27mhorse"')).toBe('Received: "<masked>"');
  });

  it('masks a dump of bytes that holds a value', () => {
    const dump =
      '\t00000000  6b 38 73 00 63 6f 72 72  65 63 74 2d 68 6f 72 73  |k8s.correct-hors|\n\t00000010  65                                                |e|\n';
    expect(knowing(found('correct-horse')).text(`body=<\n${dump} >`)).toBe('body=<\n<masked>\n >');
    expect(knowing(found('another-one')).text(dump)).toBe(dump);
  });

  it('leaves everything where all is shown', () => {
    const shown = new Masker(true);
    shown.learn([found(value)]);
    expect(shown.text(`${value} eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln`)).toBe(`${value} eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln`);
  });
});

describe('what is secret', () => {
  it('is what a header proves who asks with', () => {
    expect(texts(findInHeader('Authorization', `Basic ${Buffer.from('joe:opensesame').toString('base64')}`))).toContain('opensesame');
    expect(texts(findInHeader('Cookie', 'a=1; session=abcdefgh'))).toContain('abcdefgh');
    expect(texts(findInHeader('X-Api-Key', 'abcdefgh'))).toEqual(['abcdefgh']);
    expect(texts(findInHeader('Sec-WebSocket-Protocol', 'v5.channel.k8s.io, base64url.bearer.authorization.k8s.io.b3BlbnNlc2FtZQ'))).toContain('opensesame');
    expect(findInHeader('WWW-Authenticate', 'Basic realm="kubernetes-master"')).toEqual([]);
    expect(findInHeader('X-Remote-User', 'jane')).toEqual([]);
  });

  it('is the token in a query', () => {
    expect(texts(findInPath('/api?access_token=open%2Fsesame&watch=1'))).toEqual(expect.arrayContaining(['open%2Fsesame', 'open/sesame']));
    expect(findInPath('/api/v1/pods?labelSelector=a%3Db&limit=5')).toEqual([]);
  });

  it('is the data of a Secret, also in a patch, and of a type of Kubernetes only its credentials', () => {
    expect(texts(findInObject({ kind: 'Secret', data: { a: 'b3BlbnNlc2FtZQ==' }, stringData: { b: 'opensesame2' } }))).toEqual(
      expect.arrayContaining(['opensesame', 'opensesame2']),
    );
    const patch = { as: { kind: 'administrator' }, method: 'PATCH', path: '/api/v1/namespaces/a/secrets/b' } as const;
    expect(texts(findInRequest({ ...patch, body: '[{"op":"add","path":"/data/a","value":"b3BlbnNlc2FtZQ=="}]' }))).toContain('opensesame');
    const token = { kind: 'Secret', type: 'kubernetes.io/service-account-token', data: { token: 'b3BlbnNlc2FtZQ==', namespace: 'a3ViZS1zeXN0ZW0=' } };
    expect(texts(findInObject(token))).not.toContain('kube-system');
  });

  it('is the data of a Secret that no parser reads', () => {
    expect(texts(findInText('{"kind":"Secret","stringData":{"a":"opensesame"'))).toContain('opensesame');
    expect(texts(findInText('kind: Secret\nmetadata: {name: db\nstringData:\n  a: opensesame\nother: kept\n'))).toEqual(['opensesame']);
  });

  it('leaves flags, names and words of messages', () => {
    for (const text of [
      '| token-auth-file | $DIR/tokens.csv |\n| authorization-mode | AlwaysAllow |',
      'oidc: verify token: oidc: token is expired (Token Expiry: 2026-01-01 00:00:00 +0000 UTC)',
      '{"kind":"Pod","spec":{"volumes":[{"name":"v","secret":{"secretName":"database"}}],"automountServiceAccountToken":false}}',
      'secrets "database" is forbidden: User "jane" cannot get resource "secrets" in API group ""',
    ])
      expect(texts(findInText(text))).toEqual([]);
  });
});
