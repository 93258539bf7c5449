/** The claims of both documents, beside the features of this repository, without running these. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { generateMessages } from '@cucumber/gherkin';
import { IdGenerator, SourceMediaType } from '@cucumber/messages';
import { expect } from 'expect';
import { featureFilesIn } from '../kind/wishes-of-features';
import { PACKAGE_ROOT } from '../package-root';
import { claimsIn, type Text } from './claim';
import { linkFaults, unspoken } from './claim-faults';
import { claimScenariosIn } from './claim-scenarios';
import { loadClaims } from './load-claims';

const chapters = loadClaims(path.join(PACKAGE_ROOT, 'claims'));
const claims = claimsIn(chapters);

function scenarios(): ReturnType<typeof claimScenariosIn> {
  const newId = IdGenerator.uuid();
  const options = { defaultDialect: 'en', includeSource: false, includeGherkinDocument: true, includePickles: true, newId };
  return featureFilesIn(path.join(PACKAGE_ROOT, 'features')).flatMap((file) =>
    claimScenariosIn(generateMessages(readFileSync(file, 'utf8'), path.relative(PACKAGE_ROOT, file), SourceMediaType.TEXT_X_CUCUMBER_GHERKIN_PLAIN, options)),
  );
}

describe('the claims of the documents', () => {
  it('have ids of their chapter and every text in English and in Chinese', () => {
    const textsOf = ({ text, until, unshowable }: (typeof claims)[number]): readonly (Text | undefined)[] => [
      text,
      until,
      unshowable?.because,
      unshowable?.needs,
    ];
    for (const { chapter, title, claims: own } of chapters) {
      const named = own.map(({ id }) => id.replace(/^[a-z]+-/, '').replace(/-\d\d$/, ''));
      expect(new Set(named)).toEqual(new Set([chapter]));
      for (const text of [title, ...own.flatMap(textsOf)]) if (text !== undefined) expect(Object.keys(text)).toEqual(['en', 'zh']);
    }
  });

  it('are linked with scenarios without a fault, and each is spoken of or says why not', () => {
    const found = scenarios();
    expect([...linkFaults(claims, found), ...unspoken(claims, found)]).toEqual([]);
  });
});
