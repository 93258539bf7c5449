/**
 * What is looked at: each page, and what a reader opens on it. A view goes on where the one before it ended.
 * Of Allure's tabs its timeline is left out: its slider for durations can only be drawn by a mouse. Each scenario that is behind one of its
 * hundreds of bars is in the lists too.
 */

export interface View {
  readonly name: string;
  /** What the reader presses, one after the other. */
  readonly press?: readonly string[];
  /** What is there then. */
  readonly shows: string;
}

export interface Page {
  readonly file: string;
  /** The question in its address, such as `lang=zh`. */
  readonly query?: string;
  readonly views: readonly View[];
  /** All of it is ours: axe-core finds nothing that keeps anybody from using it. */
  readonly isAccessible?: boolean;
  /** The keyboard reaches the same on it as on another page that is walked over. */
  readonly isWalkedElsewhere?: boolean;
}

const tab = (name: string): string => `.side-nav__link[data-tab="${name}"]`;
/** A step that ran is folded, and so are the groups of a list. */
const GROUP = '.node:not(.node__expanded) > .node__title';
/** From a chapter to a claim, its feature and a scenario. */
const TO_A_LEAF = [GROUP, GROUP, GROUP, 'a.node__leaf'];
const STEP = '.step:not(.step_expanded) > .step__title_hasContent';

const REPORTS: readonly Page[] = [
  { file: 'reports/targets.html', views: [{ name: 'table', shows: 'details' }] },
  {
    file: 'reports/cucumber.html',
    views: [
      { name: 'features', shows: '[aria-expanded]' },
      { name: 'feature', press: ['[aria-expanded=false]'], shows: '[aria-expanded=true]' },
    ],
  },
  {
    file: 'reports/allure-report/index.html',
    views: [
      { name: 'overview', shows: '.summary-widget__chart .chart__caption' },
      { name: 'suites', press: [tab('suites')], shows: '.node__title' },
      { name: 'behaviors', press: [tab('behaviors')], shows: '.node__title' },
      { name: 'graphs', press: [tab('graph')], shows: '.chart__bar' },
      { name: 'scenario', press: [tab('behaviors'), ...TO_A_LEAF], shows: '.test-result .step__title_hasContent' },
      {
        name: 'attachment',
        press: [...TO_A_LEAF, `.test-result .step_expanded ${STEP}`, '.step_expanded .step_expanded .attachment-row'],
        shows: '.attachment-row_selected + .attachment-row__preview :is(pre, table)',
      },
    ],
  },
];

/** One page of each kind that the site has, and what is on it. */
const SITE: readonly (readonly [file: string, shows: string])[] = [
  ['index.html', '.counts'],
  ['changes.html', '.change'],
  ['features.html', 'main li'],
  ['subjects.html', '.names li'],
  ['search.html?q=may+edit+read+secrets', '#results li'],
  ['playground.html', '[data-answered]'],
  ['chapters/authz-3.3.html', '.claim'],
  ['features/journeys/service-reader.html', 'main li'],
  ['scenarios/journeys/system-discovery/a-user-whom-no-other-binding-names-reads-the-versions-of-the-api.html', '.sides'],
  ['subjects/role/edit.html', 'main li'],
];
const MANNERS = [
  { name: 'en-light', manner: 'lang=en&theme=light' },
  { name: 'zh-dark', manner: 'lang=zh&theme=dark' },
];

const site: readonly Page[] = SITE.flatMap(([address, shows]) => {
  const [file = '', question] = address.split('?');
  return MANNERS.map(({ name, manner }, at) => ({
    file: `site/${file}`,
    query: question === undefined ? manner : `${question}&${manner}`,
    views: [{ name, shows }],
    isAccessible: true,
    isWalkedElsewhere: at > 0,
  }));
});

export const PAGES: readonly Page[] = [...REPORTS, ...site];
