/**
 * Reads the hard texts in every place but most fields of bodies, which the bench reads, in a process of its own: a text that takes the square of its length here would hold up
 * the process that waits for it. Says each place before it reads there, and the texts that took more of the processor than any text may.
 */
import { placesOf } from './places';
import { HARD_TEXTS, repeated } from './texts';

const BYTES = 64 * 1024;
/** In proportion to its length a text takes milliseconds here; with its square, many seconds. */
const MOST_MS = 2000;

const KINDS: readonly string[] = ['CertificateSigningRequest', 'ConfigMap', 'ResourceQuota', 'SubjectAccessReview', 'TokenReview'];
const isRead = (place: string): boolean =>
  !/^body [A-Z]/.test(place) || KINDS.some((kind) => place.startsWith(`body ${kind} `)) || place.startsWith('body as ');

const processorMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

async function main(version: string): Promise<void> {
  for (const { name, read } of await placesOf(version)) {
    if (!isRead(name)) continue;
    console.log(`at ${name}`);
    for (const unit of HARD_TEXTS) {
      const before = processorMs();
      try {
        await read(repeated(unit, BYTES));
      } catch {
        // What is refused has been read as well.
      }
      if (processorMs() - before > MOST_MS) console.log(`slow: ${name}, text of ${JSON.stringify(unit)}`);
    }
  }
  console.log('done');
}

void main(process.argv[2] ?? '');
