// Language, light or dark, and search. Without it, all else on the pages works.
'use strict';
(() => {
  const root = document.documentElement;
  const asked = new URLSearchParams(location.search);
  const LANGUAGES = { en: 'English', zh: '中文' };

  const kept = (name) => {
    try {
      return localStorage.getItem(`cukernetes.${name}`);
    } catch {
      return null;
    }
  };
  const keep = (name, value) => {
    try {
      localStorage.setItem(`cukernetes.${name}`, value);
    } catch {
      // A browser may keep nothing for files.
    }
  };

  const speak = (language) => {
    root.dataset.lang = language;
    root.lang = language;
  };
  const paint = (theme) => {
    root.dataset.theme = theme;
  };
  const wanted = asked.get('lang') ?? kept('lang') ?? (navigator.language.startsWith('zh') ? 'zh' : 'en');
  speak(wanted in LANGUAGES ? wanted : 'en');
  const theme = asked.get('theme') ?? kept('theme');
  if (theme === 'light' || theme === 'dark') paint(theme);

  const isDark = () => (root.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';

  const button = (label, name, press) => {
    const made = document.createElement('button');
    made.type = 'button';
    const show = () => {
      made.textContent = label();
      made.setAttribute('aria-label', name());
    };
    made.addEventListener('click', () => {
      press();
      for (const refresh of refreshes) refresh();
    });
    refreshes.push(show);
    show();
    return made;
  };
  const refreshes = [];

  const other = () => (root.dataset.lang === 'zh' ? 'en' : 'zh');

  function switches() {
    const place = document.querySelector('.switches');
    place.append(
      button(
        () => LANGUAGES[other()],
        () => LANGUAGES[other()],
        () => {
          speak(other());
          keep('lang', root.dataset.lang);
        },
      ),
      button(
        () => (isDark() ? '☀' : '☾'),
        () => (root.dataset.lang === 'zh' ? (isDark() ? '浅色' : '深色') : isDark() ? 'Light' : 'Dark'),
        () => {
          paint(isDark() ? 'light' : 'dark');
          keep('theme', root.dataset.theme);
        },
      ),
    );
  }

  const load = (source) =>
    new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = document.body.dataset.root + source;
      script.onload = resolve;
      script.onerror = () => reject(new Error(`${source} could not be loaded`));
      document.head.append(script);
    });

  // Words of letters and digits; of Chinese, each pair of characters. What has dots or dashes in it is found by its parts, too.
  const tokenize = (text) =>
    text
      .toLowerCase()
      .split(/[^\p{L}\p{N}.:/-]+/u)
      .flatMap((word) => [word, ...word.split(/[.:/-]+/)])
      .flatMap((word) => {
        const characters = [...word].filter((character) => /\p{Script=Han}/u.test(character));
        return characters.length === 0 ? [word] : characters.length === 1 ? characters : characters.slice(1).map((character, at) => characters[at] + character);
      })
      .filter((word) => word !== '');

  const STANDINGS = {
    holds: ['good', '✓', 'holds', '成立'],
    changed: ['changed', '±', 'changed', '已变化'],
    'never held': ['bad', '✗', 'does not hold', '不成立'],
    broken: ['bad', '!', 'broken', '失败'],
    untested: ['quiet', '?', 'untested', '未测试'],
    unshowable: ['quiet', '∅', 'no machine can show it', '机器无法验证'],
  };

  const FEW_WORDS = new Set('a an and are as at be by do does did for from how in is it may of on or that the to was what which who with about'.split(' '));

  async function search(question) {
    await load('assets/minisearch.js');
    await load('assets/search-entries.js');
    const index = new MiniSearch({
      idField: 'id',
      fields: ['title', 'also', 'words'],
      storeFields: ['page', 'title', 'also', 'kind', 'standing'],
      tokenize,
      processTerm: (term) => (FEW_WORDS.has(term) ? null : term.replace(/(?<=\w{3})s$/, '')),
    });
    index.addAll(window.cukernetesSearch.map((entry, id) => ({ id, ...entry })));
    const found = index.search(question, {
      prefix: (term) => term.length > 2,
      fuzzy: (term) => (term.length > 5 ? 0.2 : 0),
      boost: { title: 2, also: 2 },
      boostDocument: (_id, _term, stored) => (stored.kind === 'claim' ? 1.5 : 1),
    });
    const results = document.getElementById('results');
    document.getElementById('count').textContent = root.dataset.lang === 'zh' ? `${found.length} 条结果` : `${found.length} found`;
    for (const { page, title, also, kind, standing } of found.slice(0, 50)) {
      const item = document.createElement('li');
      const link = document.createElement('a');
      link.href = document.body.dataset.root + page;
      link.textContent = root.dataset.lang === 'zh' && also ? also : title;
      const [kindOf, sign, en, zh] = STANDINGS[standing] ?? ['quiet', '', kind, kind];
      const what = document.createElement('span');
      what.className = `badge ${kindOf}`;
      what.textContent = ` ${sign} ${root.dataset.lang === 'zh' ? zh : en}`;
      item.append(link, what);
      results.append(item);
    }
  }

  document.addEventListener('DOMContentLoaded', () => {
    switches();
    const question = asked.get('q');
    if (question === null || document.getElementById('results') === null) return;
    document.getElementById('q').value = question;
    void search(question);
  });
})();
