/**
 * Much of Allure's report is folded, sorted and filtered by boxes that only a mouse can press. This script makes each of them a button:
 * Tab reaches it, Enter and the space bar press it, and what folds says whether it is open.
 */
(() => {
  const FOLDS = {
    '.node__title:not(.node__leaf *)': (title) => title.parentElement.classList.contains('node__expanded'),
    '.step__title_hasContent': (title) => title.parentElement.classList.contains('step_expanded'),
    '.attachment-row': (row) => row.classList.contains('attachment-row_selected'),
  };
  const PRESSED = [
    '.side-nav__collapse',
    '.tree__control',
    '.sorter__item',
    '.status-toggle__item > *',
    '.marks-toggle__item > *',
    '.attachment-row__link .link',
    '.attachment-row__fullscreen .link',
    '.fullname__copy',
    '.modal__close',
    '.language-select__item',
  ];
  const NAMES = { tree__info: 'Details of groups', tree__download: 'Download as CSV', modal__close: 'Close' };
  const buttons = [...Object.keys(FOLDS), ...PRESSED].join();

  const set = (element, name, value) => {
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  };
  const equip = () => {
    for (const element of document.querySelectorAll(buttons)) {
      set(element, 'tabindex', '0');
      set(element, 'role', 'button');
      const name = element.dataset.tooltip ?? Object.entries(NAMES).find(([part]) => element.classList.contains(part))?.[1];
      if (name !== undefined) set(element, 'aria-label', `${name} ${element.textContent}`.trim());
      const [, isOpen] = Object.entries(FOLDS).find(([fold]) => element.matches(fold)) ?? [];
      if (isOpen !== undefined) set(element, 'aria-expanded', String(isOpen(element)));
    }
  };

  document.addEventListener('keydown', (event) => {
    const pressed = event.target;
    if ((event.key !== 'Enter' && event.key !== ' ') || !(pressed instanceof Element) || !pressed.matches(buttons)) return;
    event.preventDefault();
    const place = [...document.querySelectorAll(buttons)].indexOf(pressed);
    pressed.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
    equip();
    // What was pressed may have been drawn anew: the keyboard stays at its place.
    if (document.activeElement === document.body) document.querySelectorAll(buttons)[place]?.focus();
  });
  new MutationObserver(equip).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ['class'] });
})();
