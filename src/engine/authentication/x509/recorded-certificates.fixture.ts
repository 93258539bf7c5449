/**
 * Chains of client certificates and what real servers made of them (testdata/certificates), for tests that name the rule of a chain.
 * Nothing listens: the certificates go through what a connection does with them, the handshake and then the authenticator.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { NOT_AUDITED } from '../../audit/not-audited';
import { own } from '../../golang/map';
import { pemBlocks } from '../../golang/pem';
import { versionOf } from '../../versions';
import { certificateAuthority } from '../certificate-authority';
import { clientCertificate } from '../client-certificate';
import { shownCertificates } from './handshake';
import { parseCertificate } from './parse';
import { rulesOf } from './rules';

const FOLDER = path.join(__dirname, '..', '..', '..', '..', 'testdata', 'certificates');
const VERSIONS = ['1.20', '1.37'] as const;

interface CaseFile {
  readonly clientAuthorities: string;
  readonly certificates: readonly string[];
  readonly cases: readonly { readonly name: string; readonly chain: readonly number[] }[];
}
interface Answer {
  readonly status: number;
  readonly said: unknown;
}
type Outcome = 'accepted' | 'refused' | 'anonymous' | 'no handshake';
type ByVersion = Readonly<Record<(typeof VERSIONS)[number], Outcome>>;

export interface CertificateRule {
  readonly rule: string;
  readonly recorded: ByVersion;
  answered(): Promise<ByVersion>;
}

const read = (name: string): unknown => JSON.parse(readFileSync(path.join(FOLDER, `${name}.json`), 'utf8'));
const file = read('cases') as CaseFile;
const derOf = (base64: string): Buffer => Buffer.from(base64, 'base64');

function recordedOutcome(answers: unknown): Outcome {
  const [first] = Array.isArray(answers) ? (answers as readonly Answer[]) : [];
  if (first === undefined) return 'no handshake';
  if (first.status === 401) return 'refused';
  return String(first.said).includes('"system:anonymous"') ? 'anonymous' : 'accepted';
}

async function outcomeOf(name: string, minor: string): Promise<Outcome> {
  const version = versionOf(minor);
  const rules = rulesOf(version);
  const chain = file.cases.find((each) => each.name === name)?.chain ?? [];
  const shown = shownCertificates(
    chain.map((number) => derOf(file.certificates[number] ?? '')),
    'TLSv1.3',
    version,
  );
  if (shown === undefined) return 'no handshake';
  if (shown.length === 0) return 'anonymous';
  const roots = pemBlocks(file.clientAuthorities).map(({ text }) => parseCertificate(derOf(text.split('-----')[2] ?? ''), rules));
  try {
    const authenticator = clientCertificate(certificateAuthority(roots, rules), version);
    const authenticated = await authenticator.authenticate({ headers: {}, peerCertificates: shown, warnings: [], audit: NOT_AUDITED });
    return authenticated === undefined ? 'refused' : 'accepted';
  } catch {
    return 'refused';
  }
}

/** By the name of a case, the rule that it shows. */
export function certificateRules(rules: Readonly<Record<string, string>>): readonly CertificateRule[] {
  const answers = VERSIONS.map((version) => [version, read(version) as Readonly<Record<string, unknown>>] as const);
  return Object.entries(rules).map(([name, rule]) => {
    const recorded = answers.map(([version, ofVersion]) => {
      const ofCase = own(ofVersion, name);
      if (ofCase === undefined) throw new Error(`No case of ${version} is called ${name}.`);
      return [version, recordedOutcome(ofCase)] as const;
    });
    const answered = async (): Promise<ByVersion> =>
      Object.fromEntries(await Promise.all(VERSIONS.map(async (version) => [version, await outcomeOf(name, version)] as const))) as ByVersion;
    return { rule, recorded: Object.fromEntries(recorded) as ByVersion, answered };
  });
}
