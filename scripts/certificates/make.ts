/**
 * node -r ts-node/register/transpile-only scripts/certificates/make.ts: makes the certificates of testdata/certificates/cases.json.
 * They are other ones each time, so what real servers say of them has to be recorded anew (record.ts).
 */
import { X509Certificate } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createSecureContext } from 'node:tls';
import { keys, proxies, roots } from './authorities';
import { FOLDER, pemOf, type CaseFile } from './case-file';
import { authorityCases } from './cases/authorities';
import type { Case } from './cases/case';
import { encodingCases } from './cases/encodings';
import { leafCases } from './cases/leaves';
import { proxyCases } from './cases/proxies';

const all = [...authorityCases, ...leafCases, ...encodingCases, ...proxyCases];
const twice = all.find(({ name }, at) => all.findIndex((other) => other.name === name) !== at);
if (twice !== undefined) throw new Error(`two cases are called ${twice.name}`);

/** OpenSSL sends a certificate only if it can read it, and not always as it was written. */
function isSendable({ chain, key }: Case): boolean {
  try {
    createSecureContext({
      cert: chain.map((der) => pemOf(der.toString('base64'))).join(''),
      key: key.export({ type: 'pkcs8', format: 'pem' }),
      ciphers: 'DEFAULT@SECLEVEL=0',
    });
    return chain.every((der) => new X509Certificate(der).raw.equals(der));
  } catch {
    return false;
  }
}

const sendable = all.filter(isSendable);
const left = all.filter((each) => !sendable.includes(each)).map(({ name }) => name);
const certificates = [...new Set(sendable.flatMap(({ chain }) => chain.map((der) => der.toString('base64'))))];
const cases = sendable.map(({ name, chain, key, remoteUser }) => ({
  name,
  chain: chain.map((der) => certificates.indexOf(der.toString('base64'))),
  key: Object.entries(keys).find(([, known]) => known === key)?.[0] ?? '',
  ...(remoteUser !== undefined && { remoteUser }),
}));
const file: CaseFile = {
  clientAuthorities: Object.values(roots)
    .map(({ certificate }) => pemOf(certificate.toString('base64')))
    .join(''),
  proxyAuthorities: pemOf(proxies.certificate.toString('base64')),
  keys: Object.fromEntries(Object.entries(keys).map(([name, key]) => [name, key.export({ type: 'pkcs8', format: 'pem' }) as string])),
  certificates,
  cases,
};

mkdirSync(FOLDER, { recursive: true });
writeFileSync(path.join(FOLDER, 'cases.json'), `${JSON.stringify(file, null, 1)}\n`);
process.stdout.write(`${cases.length} cases, ${certificates.length} certificates; not to be sent: ${left.join(', ')}\n`);
