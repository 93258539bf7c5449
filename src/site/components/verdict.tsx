/** Verdicts and standings as short signs. */
import type { JSX } from 'hono/jsx/jsx-runtime';
import { own } from '../../engine/golang/map';
import type { Outcome, Standing, Verdict } from '../../claims/verdicts';
import type { Column } from '../../runner/targets-table/targets-table';
import { T } from './text';

interface Sign {
  readonly sign: string;
  readonly kind: 'good' | 'bad' | 'changed' | 'quiet';
  readonly en: string;
  readonly zh: string;
}

const OUTCOMES = {
  holds: { sign: '✓', kind: 'good', en: 'holds', zh: '成立' },
  'does not hold': { sign: '✗', kind: 'bad', en: 'does not hold', zh: '不成立' },
  broken: { sign: '!', kind: 'bad', en: 'broken', zh: '失败' },
  'not applicable': { sign: '–', kind: 'quiet', en: 'not applicable', zh: '不适用' },
  untested: { sign: '?', kind: 'quiet', en: 'untested', zh: '未测试' },
} as const satisfies Record<Outcome, Sign>;

const STANDINGS = {
  holds: { sign: '✓', kind: 'good', en: 'holds', zh: '成立' },
  changed: { sign: '±', kind: 'changed', en: 'changed', zh: '已变化' },
  'never held': { sign: '✗', kind: 'bad', en: 'does not hold in any tested version', zh: '在所有测试版本中都不成立' },
  broken: { sign: '!', kind: 'bad', en: 'broken', zh: '失败' },
  untested: { sign: '?', kind: 'quiet', en: 'untested', zh: '未测试' },
  unshowable: { sign: '∅', kind: 'quiet', en: 'no machine can show it', zh: '机器无法验证' },
} as const satisfies Record<Standing, Sign>;

const Badge = ({ sign, kind, en, zh }: Sign): JSX.Element => (
  <span class={`badge ${kind}`}>
    <span aria-hidden="true">{sign}</span> <T en={en} zh={zh} />
  </span>
);

export const StandingBadge = ({ standing }: { readonly standing: Standing }): JSX.Element => <Badge {...STANDINGS[standing]} />;
export const OutcomeBadge = ({ outcome }: { readonly outcome: Outcome }): JSX.Element => <Badge {...OUTCOMES[outcome]} />;

const TARGETS: Readonly<Record<string, { readonly en: string; readonly zh: string }>> = {
  embedded: { en: 'embedded', zh: '内嵌' },
  envtest: { en: 'real server', zh: '真实服务器' },
  cluster: { en: 'cluster', zh: '集群' },
};

/** The versions of each target, as `1.20, 1.37 embedded`. */
export const ColumnNames = ({ columns }: { readonly columns: readonly Pick<Column, 'target' | 'kubernetesVersion'>[] }): JSX.Element => (
  <>
    {[...new Set(columns.map(({ target }) => target))].map((target) => {
      const { en, zh } = own(TARGETS, target) ?? { en: target, zh: target };
      const versions = columns.filter((column) => column.target === target).map(({ kubernetesVersion }) => kubernetesVersion);
      return (
        <span class="column">
          {versions.join(', ')}{' '}
          <small>
            <T en={en} zh={zh} />
          </small>
        </span>
      );
    })}
  </>
);

export const ColumnName = (column: Pick<Column, 'target' | 'kubernetesVersion'>): JSX.Element => <ColumnNames columns={[column]} />;

/** What each run says of a claim. */
export const Verdicts = ({ verdicts }: { readonly verdicts: readonly Verdict[] }): JSX.Element => (
  <ul class="verdicts">
    {verdicts.map(({ target, kubernetesVersion, outcome, why }) => (
      <li {...(why !== undefined && { title: why })}>
        <ColumnName target={target} kubernetesVersion={kubernetesVersion} /> <OutcomeBadge outcome={outcome} />
      </li>
    ))}
  </ul>
);
