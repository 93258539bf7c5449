/** Checks that a page scrolls down, and never sideways: neither the page nor a box in it. Source text may be wide: it has its own bar. */
import type { Window } from './window';

interface Seen {
  readonly wide: number;
  readonly window: number;
  readonly widest: string;
  readonly boxes: readonly string[];
}

const MEASURE = `(() => {
  const shown = (element) => element.cloneNode().outerHTML.slice(0, 160);
  const all = [...document.body.querySelectorAll('*')];
  const widest = all.map((e) => [e.getBoundingClientRect().right, e]).reduce((a, b) => (b[0] > a[0] ? b : a), [0, document.body])[1];
  const scrolls = (e) => e.scrollWidth > e.clientWidth + 1 && ['auto', 'scroll'].includes(getComputedStyle(e).overflowX);
  const boxes = all.filter((e) => e.checkVisibility() && !e.matches('pre, code, table, textarea') && scrolls(e)).map(shown);
  return { wide: document.scrollingElement.scrollWidth, window: document.documentElement.clientWidth, widest: shown(widest), boxes };
})()`;

export async function tooWide(window: Window): Promise<readonly string[]> {
  const seen = await window.evaluate<Seen>(MEASURE);
  const page = seen.wide > seen.window ? [`the page is ${seen.wide} pixels wide, by ${seen.widest}`] : [];
  return [...page, ...seen.boxes.map((box) => `a box has to be scrolled sideways: ${box}`)];
}
