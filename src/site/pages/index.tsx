/** The first page: the chapters, and how many of their claims hold. */
import type { JSX } from 'hono/jsx/jsx-runtime';
import type { ReportedClaim } from '../../claims/claims-report';
import type { Standing } from '../../claims/verdicts';
import { T, Words } from '../components/text';
import { ColumnName, StandingBadge } from '../components/verdict';
import type { SiteModel } from '../site-model';

const STANDINGS: readonly Standing[] = ['holds', 'changed', 'never held', 'broken', 'untested', 'unshowable'];

const counted = (claims: readonly ReportedClaim[]): readonly (readonly [Standing, number])[] =>
  STANDINGS.map((standing) => [standing, claims.filter((claim) => claim.standing === standing).length] as const);

export function IndexPage({ columns, chapters, summary }: SiteModel): JSX.Element {
  const shown = STANDINGS.filter((standing) => summary[standing] > 0);
  return (
    <article>
      <h1>
        <T en="What is said of Kubernetes, and what is so" zh="关于 Kubernetes 的说法,以及事实" />
      </h1>
      <p>
        <T
          en="Every claim is held against scenarios that ran on the servers below. Nothing of it is written by hand."
          zh="每条论断都由在以下服务器上运行的场景检验,没有任何结论是手写的。"
        />
      </p>
      <ul class="verdicts">
        {columns.map((column) => (
          <li>
            <ColumnName {...column} /> <time datetime={column.at}>{column.at.slice(0, 10)}</time>
          </li>
        ))}
      </ul>
      {chapters.length === 0 && (
        <p>
          <T en="No claims were given (--claims): the scenarios are all there is." zh="未提供论断(--claims),只有场景。" />
        </p>
      )}
      {chapters.length > 0 && (
        <>
          <ul class="verdicts">
            {shown.map((standing) => (
              <li>
                <StandingBadge standing={standing} />
              </li>
            ))}
          </ul>
          <table class="counts">
            <thead>
              <tr>
                <th scope="col">
                  <T en="Chapter" zh="章节" />
                </th>
                {shown.map((standing) => (
                  <th scope="col">
                    <StandingBadge standing={standing} />
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {chapters.map(({ chapter, page }) => (
                <tr>
                  <th scope="row">
                    <a href={page}>
                      {chapter.chapter} <Words text={chapter.title} />
                    </a>
                  </th>
                  {counted(chapter.claims)
                    .filter(([standing]) => shown.includes(standing))
                    .map(([, count]) => (
                      <td>{count === 0 ? '' : count}</td>
                    ))}
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">
                  <T en="All" zh="合计" />
                </th>
                {shown.map((standing) => (
                  <td>{summary[standing]}</td>
                ))}
              </tr>
            </tfoot>
          </table>
        </>
      )}
    </article>
  );
}
