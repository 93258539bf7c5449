/**
 * Checks that the keyboard reaches everything. Tab reaches each thing that can be pressed: links, buttons, fields, what folds, and whatever
 * shows a hand under the mouse. Where the keyboard is can be seen. Enter opens what is folded and folds it again.
 */
import type { Window } from './window';

interface Walked {
  readonly total: number;
  readonly missed: readonly string[];
  readonly unseen: readonly string[];
}

/** How many of those that fold are tried in a view: they are all made alike. */
const FOLDS_TRIED = 4;

/** Remembers what can be pressed, and notes what the keyboard reaches. */
const PREPARE = `(() => {
  const hand = (element) => getComputedStyle(element).cursor === 'pointer';
  const known = 'a[href], button, summary, input, select, textarea, [tabindex="0"], [role=button], [role=link], [onclick]';
  const visible = [...document.body.querySelectorAll('*')].filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.disabled);
  // Of a group of radio buttons Tab reaches the chosen one, and arrows the others.
  window.pressable = visible.filter((e) => !e.matches('[type=radio]:not(:checked)') && (e.matches(known) || (hand(e) && !hand(e.parentElement))));
  // A box around one link shows the hand of the link.
  window.pressable = window.pressable.filter((e) => e.matches(known) || e.querySelector(known) === null);
  window.reached = new Set();
  window.unseen = new Set();
  window.walk ??= document.addEventListener('focusin', ({ target }) => {
    window.reached.add(target);
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(target);
    if ((outlineStyle === 'none' || outlineWidth === '0px') && boxShadow === 'none') window.unseen.add(target);
  }) ?? true;
  document.activeElement.blur();
  return window.pressable.length;
})()`;
const LEFT = 'window.pressable.filter((element) => element.isConnected && !window.reached.has(element)).length';
const RESULT = `(() => {
  const shown = (element) => element.outerHTML.replace(/<svg[^]*?<\\/svg>/g, '').slice(0, 160);
  return {
    total: window.pressable.length,
    missed: window.pressable.filter((element) => element.isConnected && !window.reached.has(element)).map(shown),
    unseen: [...window.unseen].map(shown),
  };
})()`;
const FOLDS = `window.folds = [...document.querySelectorAll('summary, [aria-expanded]')].filter((e) => e.checkVisibility())`;
/** A list may make what folds anew when it is pressed; it keeps its identifier. */
const FOUND = (at: number): string =>
  `((fold) => (window.folds[${at}] = (fold.isConnected ? fold : document.querySelector('[aria-expanded][data-uid="' + fold.dataset.uid + '"]')) ?? fold))(window.folds[${at}])`;
const IS_OPEN = (at: number): string =>
  `((fold) => fold.isConnected && (fold.matches('summary') ? fold.parentElement.open : fold.getAttribute('aria-expanded') === 'true'))(${FOUND(at)})`;

async function walked(window: Window): Promise<Walked> {
  const total = await window.evaluate<number>(PREPARE);
  // What scrolls is reached too; and the walk may begin in the middle.
  for (let pressed = 0; pressed < 2 * total + 20; pressed += 1) {
    await window.press('Tab');
    if (pressed % 20 === 0 && (await window.evaluate<number>(LEFT)) === 0) break;
  }
  return window.evaluate<Walked>(RESULT);
}

async function folds(window: Window): Promise<readonly string[]> {
  const problems: string[] = [];
  const count = await window.evaluate<number>(`(${FOLDS}).length`);
  // What is folded in another is tried first: it is made anew when the other opens.
  for (let at = Math.min(count, FOLDS_TRIED) - 1; at >= 0; at -= 1) {
    const before = await window.evaluate<boolean>(IS_OPEN(at));
    for (const expected of [!before, before]) {
      await window.evaluate(`${FOUND(at)}.focus()`);
      await window.press('Enter');
      if ((await window.evaluate<boolean>(IS_OPEN(at))) === expected) continue;
      problems.push(`Enter does not ${expected ? 'open' : 'fold'} ${await window.evaluate<string>(`window.folds[${at}].outerHTML.slice(0, 160)`)}`);
      break;
    }
  }
  return problems;
}

const listed = (elements: readonly string[]): string =>
  `${elements.slice(0, 4).join('\n    ')}${elements.length > 4 ? `\n    and ${elements.length - 4} more` : ''}`;

export async function unreachable(window: Window): Promise<readonly string[]> {
  const { total, missed, unseen } = await walked(window);
  return [
    ...(total === 0 ? ['nothing on it can be pressed'] : []),
    ...(missed.length > 0 ? [`Tab does not reach ${missed.length} of ${total} things:\n    ${listed(missed)}`] : []),
    ...(unseen.length > 0 ? [`it cannot be seen that the keyboard is on\n    ${listed(unseen)}`] : []),
    ...(await folds(window)),
  ];
}
