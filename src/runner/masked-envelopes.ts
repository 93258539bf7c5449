/** The messages of a run without what is secret: what the scenarios have found is learned from them, and masked in all of them. */
import type { Attachment, Envelope, PickleStep, PickleStepArgument } from '@cucumber/messages';
import { SHORTEST } from '../report/masking/encodings';
import { findInHeader } from '../report/masking/find-in-exchange';
import { holdsCredential, isCredentialHeader } from '../report/masking/credential-names';
import { findInReport, findInText } from '../report/masking/find';
import { KEPT_MEDIA_TYPE } from '../replay/kept-exchange';
import { found, FOUND_MEDIA_TYPE, readFound, type Found } from '../report/masking/found';
import type { Masker } from '../report/masking/masker';

/** What refers to other messages, and what programs read. */
const LEAVE = /(?:^id|Ids?|^mediaType|^contentEncoding|^status|^keyword|^keywordType|^type|^uri|^willBeRetried)$/;
const leaves = (key: string): boolean => LEAVE.test(key);
const BEARER_OF_STEP = /\bthe token "([^"]+)"/g;

/** A table of headers or of fields has a name and a value in each row. */
function findInTable(step: string, rows: readonly (readonly string[])[]): readonly Found[] {
  const ofHeaders = step.endsWith('headers:');
  const pairs = rows.flatMap(([name = '', value = '', ...more]) => {
    if (more.length > 0 || value === '') return [];
    if (ofHeaders && isCredentialHeader(name)) return findInHeader(name, value);
    return holdsCredential(name) ? [found(value, name)] : [];
  });
  const [header = [], ...body] = rows;
  const columns = header.flatMap((name, at) => (holdsCredential(name) ? body.flatMap((row) => (row[at] === undefined ? [] : found(row[at] ?? '', name))) : []));
  // A cell is not a line of a token file: `Node,RBAC,ABAC` looks like one.
  const inCells = rows.flat().flatMap((cell) => findInText(cell).filter(({ followedBy }) => followedBy === undefined));
  return [...pairs, ...columns, ...inCells];
}

/** A request for Secrets, whose body does not say of what it is. */
const REQUEST_FOR_SECRETS = /\/secrets(?:[/?\s"]|$)/;
const ADMISSION_WEBHOOK = /^an admission webhook at /;
const SECRETS = /\bsecrets\b|\bkind["']?:\s?["']?Secret\b/;

/** Reports whether the object that a step changes is a Secret: the patch of a webhook is for what the scenario asks it about. */
const isAboutSecrets = ({ text }: PickleStep, steps: readonly PickleStep[]): boolean =>
  REQUEST_FOR_SECRETS.test(text) ||
  (ADMISSION_WEBHOOK.test(text) && steps.some((step) => SECRETS.test(`${step.text}\n${step.argument?.docString?.content ?? ''}`)));

const findInArgument = (step: string, { docString, dataTable }: PickleStepArgument, secret: boolean): readonly Found[] => [
  ...(docString === undefined ? [] : findInText(docString.content, secret)),
  ...(dataTable === undefined
    ? []
    : findInTable(
        step,
        dataTable.rows.map(({ cells }) => cells.map(({ value }) => value)),
      )),
];

/** A token by which a step names who asks; a short one is masked in that sentence only. */
const foundInStep = (token: string): readonly Found[] => [found(token.length < SHORTEST ? `the token "${token}"` : token)];

/** What a message says that is secret. */
function findInEnvelope({ pickle, attachment, testStepFinished }: Envelope): readonly Found[] {
  const steps = pickle?.steps ?? [];
  return [
    ...steps.flatMap((step) => {
      const { text, argument } = step;
      const secret = isAboutSecrets(step, steps);
      return [
        ...[...text.matchAll(BEARER_OF_STEP)].flatMap(([, token = '']) => foundInStep(token)),
        ...findInText(text, secret),
        ...(argument === undefined ? [] : findInArgument(text, argument, secret)),
      ];
    }),
    ...(attachment === undefined || attachment.mediaType === KEPT_MEDIA_TYPE ? [] : findInReport(textOf(attachment) ?? '')),
    ...findInReport(testStepFinished?.testStepResult.message ?? ''),
  ];
}

function textOf({ body, contentEncoding }: Attachment): string | undefined {
  if (contentEncoding !== 'BASE64') return body;
  const bytes = Buffer.from(body, 'base64');
  const text = bytes.toString();
  return Buffer.from(text).equals(bytes) ? text : undefined;
}

/** Bytes are masked as the text that they are, or as one character a byte. */
function maskedAttachment(attachment: Attachment, masker: Masker): Attachment {
  const rest = masker.texts(attachment, (key) => leaves(key) || key === 'body');
  if (attachment.contentEncoding !== 'BASE64') return { ...rest, body: masker.text(attachment.body) };
  const text = textOf(attachment);
  const masked =
    text === undefined ? Buffer.from(masker.text(Buffer.from(attachment.body, 'base64').toString('latin1')), 'latin1') : Buffer.from(masker.text(text));
  return { ...rest, body: masked.toString('base64') };
}

/** Takes what the message says to what the masker knows. undefined: it was for that alone. */
export function learned(envelope: Envelope, masker: Masker): Envelope | undefined {
  const { attachment } = envelope;
  if (attachment?.mediaType === FOUND_MEDIA_TYPE) {
    masker.learn(readFound(attachment.body));
    return undefined;
  }
  if (!masker.shown) masker.learn(findInEnvelope(envelope));
  return envelope;
}

export function masked(envelope: Envelope, masker: Masker): Envelope {
  if (masker.shown) return envelope;
  const { attachment, stepDefinition, parameterType, hook, meta } = envelope;
  if (attachment !== undefined) return { attachment: maskedAttachment(attachment, masker) };
  if ([stepDefinition, parameterType, hook, meta].some((definition) => definition !== undefined)) return envelope;
  return masker.texts(envelope, leaves);
}
