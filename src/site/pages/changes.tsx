/** What changed from version to version, by the version in which it did. */
import type { JSX } from 'hono/jsx/jsx-runtime';
import type { ReportedClaim } from '../../claims/claims-report';
import { minorOf } from '../../engine/versions';
import { T, Words } from '../components/text';
import type { SiteModel } from '../site-model';
import { ChangeLine, distinctChanges } from './chapter';

interface Changed {
  readonly claim: ReportedClaim;
  readonly page: string;
  readonly version: string;
}

export function ChangesPage({ chapters }: SiteModel): JSX.Element {
  const changed = chapters.flatMap(({ chapter, page }) =>
    chapter.claims.flatMap((claim): readonly Changed[] => distinctChanges(claim).map((change) => ({ claim, page, version: change.in ?? change.by }))),
  );
  const versions = [...new Set(changed.map(({ version }) => version))].sort((a, b) => minorOf(b) - minorOf(a));
  return (
    <article>
      <h1>
        <T en="What changed" zh="变化" />
      </h1>
      {versions.length === 0 && (
        <p>
          <T en="No claim holds in one version and not in another." zh="没有论断只在部分版本中成立。" />
        </p>
      )}
      {versions.map((version) => (
        <section id={`v${version}`}>
          <h2>Kubernetes {version}</h2>
          {changed
            .filter((change) => change.version === version)
            .map(({ claim, page }) => (
              <div class="claim">
                <p class="sentence">
                  <a href={`${page}#${claim.id}`}>{claim.id}</a> <Words text={claim.text} />
                </p>
                {distinctChanges(claim).map((change) => (
                  <ChangeLine change={change} />
                ))}
              </div>
            ))}
        </section>
      ))}
    </article>
  );
}
