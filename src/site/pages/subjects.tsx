/** What is shown of each authorizer, admission plugin, default role, user and resource. */
import type { JSX } from 'hono/jsx/jsx-runtime';
import { Counted, Scenarios } from '../components/lists';
import { rootOf } from '../components/page';
import { T } from '../components/text';
import type { Subject, SubjectKind } from '../subjects';

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
        <Counted items={subjects.filter((subject) => subject.kind === kind)} style="names" />
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
          <Scenarios scenarios={scenarios.filter((scenario) => scenario.feature === feature)} root={root} />
        </section>
      ))}
    </article>
  );
}
