/** What real servers of each version say of tokens (testdata/tokens), said by ours. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { expect } from 'expect';
import { own } from '../../src/engine/golang/map';
import { parseFlags } from '../../src/engine/options/parse';
import { VERSIONS } from '../../src/engine/versions';
import { ControlPlane } from '../../src/targets/control-plane';
import { ask, issuerIsKnown, prepare, type Send } from './ask';
import { tokenCases, type Known } from './cases';
import { flagsFor, startIssuer, type Issuer } from './server';
import { FOLDER } from './token';

for (const version of VERSIONS) {
  const recorded = JSON.parse(readFileSync(path.join(FOLDER, `${version}.json`), 'utf8')) as Readonly<Record<string, unknown>>;

  void describe(`tokens on ${version}`, () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'tokens-'));
    let issuer: Issuer;
    let controlPlane: ControlPlane;
    let known: Known;
    const send: Send = async (method, target, token, body) => {
      const answer = await controlPlane.handle({
        method,
        target,
        headers: { authorization: `Bearer ${token.replaceAll('\n', '')}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body: Buffer.from(JSON.stringify(body)) }),
      });
      const text = Buffer.from(answer.body ?? '').toString();
      return { status: answer.status, body: text.startsWith('{') ? (JSON.parse(text) as unknown) : { message: text } };
    };

    before(async () => {
      issuer = await startIssuer();
      controlPlane = await ControlPlane.start(parseFlags([...flagsFor(folder, issuer), `--kubernetes-version=${version}`]), '');
      known = await prepare(send, issuer.url);
      await issuerIsKnown(send, own(tokenCases, 'issuer: good')?.(known) ?? '', known);
    });
    after(() => {
      controlPlane.close();
      issuer.close();
      rmSync(folder, { recursive: true });
    });

    test('each case is recorded', () => expect(Object.keys(recorded)).toEqual(Object.keys(tokenCases)));
    for (const [name, make] of Object.entries(tokenCases)) test(name, async () => expect(await ask(send, make(known), known)).toEqual(own(recorded, name)));
  });
}
