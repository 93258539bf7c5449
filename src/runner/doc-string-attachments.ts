/** Allure shows the table of a step and not its text, which is most of what scenarios say: bodies, manifests. So the text is attached. */
import type { AttachmentContentEncoding, Envelope } from '@cucumber/messages';

export function withDocStrings(envelopes: readonly Envelope[]): readonly Envelope[] {
  const pickleSteps = envelopes.flatMap(({ pickle }) => pickle?.steps ?? []);
  const texts = new Map(pickleSteps.map(({ id, argument }) => [id, argument?.docString?.content]));
  const testSteps = envelopes.flatMap(({ testCase }) => testCase?.testSteps ?? []);
  const pickleStepOf = new Map(testSteps.map(({ id, pickleStepId }) => [id, pickleStepId]));
  return envelopes.flatMap((envelope) => {
    const { testCaseStartedId, testStepId } = envelope.testStepStarted ?? {};
    const body = texts.get(pickleStepOf.get(testStepId ?? '') ?? '');
    if (testCaseStartedId === undefined || testStepId === undefined || body === undefined) return [envelope];
    const contentEncoding = 'IDENTITY' as AttachmentContentEncoding;
    return [envelope, { attachment: { testCaseStartedId, testStepId, body, contentEncoding, mediaType: 'text/plain', fileName: 'text of the step' } }];
  });
}
