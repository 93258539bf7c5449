/** What is shown of each authorizer, admission plugin, default role, user and resource. */
import type { JSX } from 'hono/jsx/jsx-runtime';
import { rootOf } from '../components/page';
import { T } from '../components/text';
import type { Subject, SubjectKind } from '../subjects';
import { ScenarioLine } from './features';

const KINDS = {
  authorizer: { en: 'Authorizers', zh: '授权插件' },
  plugin: { en: 'Admission plugins', zh: '准入插件' },
  role: { en: 'Default roles', zh: '默认角色' },
  user: { en: 'Users', zh: '用户' },
  resource: { en: 'Resources', zh: '资源' },
} as const satisfies Record<SubjectKind, { readonly en: string; readonly zh: string }>;

export const SubjectsPage = ({ subjects }: { readonly subjects: readonly Subject[] }): JSX.Element => (
  <article>
    <h1>
      <T en="By subject" zh="按主题" />
    </h1>
    {Object.entries(KINDS).map(([kind, words]) => (
      <section id={kind}>
        <h2>
          <T {...words} />
        </h2>
        <ul class="names">
          {subjects
            .filter((subject) => subject.kind === kind)
            .map(({ name, page, scenarios }) => (
              <li>
                <a href={page}>{name}</a> <span class="quiet">{scenarios.length}</span>
              </li>
            ))}
        </ul>
      </section>
    ))}
  </article>
);

export function SubjectPage({ kind, name, page, scenarios }: Subject): JSX.Element {
  const root = rootOf(page);
  const features = [...new Set(scenarios.map(({ feature }) => feature))];
  return (
    <article>
      <p class="way">
        <a href={`${root}subjects.html#${kind}`}>
          <T {...KINDS[kind]} />
        </a>
      </p>
      <h1>{name}</h1>
      {features.map((feature) => (
        <section>
          <h2>
            <a href={root + feature.page}>{feature.name}</a>
          </h2>
          <ul>
            {scenarios
              .filter((scenario) => scenario.feature === feature)
              .map((scenario) => (
                <ScenarioLine scenario={scenario} root={root} />
              ))}
          </ul>
        </section>
      ))}
    </article>
  );
}
