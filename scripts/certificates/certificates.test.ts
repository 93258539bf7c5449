/** Whom certificates make the client, as real servers of each version said it (testdata/certificates). */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { expect } from 'expect';
import { shownCertificates } from '../../src/engine/authentication/x509/handshake';
import { own } from '../../src/engine/golang/map';
import { createAuthority } from '../../src/engine/http/certificates';
import { createServer, type SecureServer } from '../../src/engine/http/server';
import { parseFlags } from '../../src/engine/options/parse';
import { VERSIONS } from '../../src/engine/versions';
import { ControlPlane } from '../../src/targets/control-plane';
import { ask, type Answers } from './ask';
import { FOLDER, readCases } from './case-file';
import { flagsFor, OBJECTS } from './started-server';

const file = readCases();

for (const version of VERSIONS) {
  const recorded = JSON.parse(readFileSync(path.join(FOLDER, `${version}.json`), 'utf8')) as Readonly<Record<string, Answers>>;

  void describe(`certificates on ${version}`, () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'certificates-'));
    let server: SecureServer;
    let controlPlane: ControlPlane;
    let port: number;

    before(async () => {
      const options = parseFlags([...flagsFor(folder, file), `--kubernetes-version=${version}`]);
      controlPlane = await ControlPlane.start(options, '');
      for (const [target, object] of OBJECTS) {
        const { status } = await controlPlane.handle({
          method: 'POST',
          target,
          headers: { authorization: 'Bearer admin-token', 'content-type': 'application/json' },
          body: Buffer.from(JSON.stringify(object)),
        });
        expect(status).toBe(201);
      }
      const serving = await (await createAuthority('ca')).serving('server', ['localhost'], ['127.0.0.1']);
      server = createServer(
        { certificate: serving.certificatePem, key: serving.keyPem },
        options.version,
        (request) => controlPlane.handle(request),
        (certificates, protocol) => shownCertificates(certificates, protocol, options.version),
      );
      port = await server.listen(0, '127.0.0.1');
    });
    after(async () => {
      await server.close();
      controlPlane.close();
      rmSync(folder, { recursive: true });
    });

    test('each case is recorded', () => expect(Object.keys(recorded)).toEqual(file.cases.map(({ name }) => name)));
    for (const each of file.cases) test(each.name, async () => expect(await ask(port, version, file, each)).toEqual(own(recorded, each.name)));
  });
}
