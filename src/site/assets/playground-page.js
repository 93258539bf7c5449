// The page of the playground: the editor, the question, the answer as it changes, and all of it in the address.
'use strict';
(() => {
  const root = document.documentElement;
  const at = (id) => document.getElementById(id);
  const [editor, form, faultList] = [at('manifests'), at('question'), at('faults')];
  const [numbers, marks] = [document.querySelector('.numbers'), document.querySelector('.marks')];
  const examples = JSON.parse(at('examples').textContent);
  const { Playground, VERSIONS } = window.cukernetesPlayground;
  const playground = new Playground();
  const TEXTS = ['as', 'groups', 'verb', 'type', 'name', 'subresource', 'namespace'];
  const WAIT = 150;

  const inLanguage = (en, zh) => (root.dataset.lang === 'zh' ? zh : en);
  const made = (tag, className, ...content) => {
    const element = document.createElement(tag);
    if (className !== '') element.className = className;
    element.append(...content);
    return element;
  };

  // What is asked, as the fields have it.
  function asked() {
    const values = new FormData(form);
    const text = (name) => (values.get(name) ?? '').trim();
    return {
      kubernetesVersion: text('kubernetesVersion'),
      command: text('command'),
      manifests: editor.value,
      ...Object.fromEntries(TEXTS.map((name) => [name, text(name)])),
      allNamespaces: values.has('allNamespaces'),
    };
  }

  function show(state) {
    editor.value = state.manifests ?? '';
    const { kubernetesVersion, command } = form.elements;
    kubernetesVersion.value = VERSIONS.includes(state.kubernetesVersion) ? state.kubernetesVersion : VERSIONS.at(-1);
    command.value = state.command;
    if (command.value === '') command.value = 'explain';
    for (const name of TEXTS) form.elements[name].value = state[name] ?? '';
    form.elements.allNamespaces.checked = state.allNamespaces === true;
    editor.scrollTop = 0;
  }

  // The state in the address: JSON, deflated, in letters that an address takes.
  const through = async (bytes, stream) => new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
  async function packed(state) {
    const kept = Object.fromEntries(Object.entries(state).filter(([, value]) => value !== '' && value !== false));
    const bytes = await through(new TextEncoder().encode(JSON.stringify(kept)), new CompressionStream('deflate-raw'));
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replaceAll('=', '');
  }
  async function unpacked(text) {
    const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(await through(bytes, new DecompressionStream('deflate-raw'))));
  }

  const quoted = (word) => (/^[\w.:/@*=-]+$/.test(word) && word !== '*' ? word : `'${word.replaceAll("'", `'\\''`)}'`);
  function commandLine({ kubernetesVersion, command, as, groups, verb, type, name, subresource, namespace, allNamespaces }) {
    const isList = command === 'can-i --list';
    const words = [
      'cukernetes',
      ...command.split(' '),
      ...(isList ? [] : [verb, type, name].filter((word) => word !== '').map(quoted)),
      ...(isList || subresource === '' ? [] : [`--subresource=${quoted(subresource)}`]),
      ...(command === 'who-can' ? [] : ['--as', quoted(as), ...groupsIn(groups).flatMap((group) => ['--as-group', quoted(group)])]),
      ...(allNamespaces && !isList ? ['-A'] : namespace === '' ? [] : ['-n', quoted(namespace)]),
      '-f manifests.yaml',
      `--kubernetes-version ${kubernetesVersion}`,
    ];
    return words.join(' ');
  }

  const groupsIn = (text) => text.split(/[\s,]+/).filter((group) => group !== '');

  function toAsk({ groups, name, subresource, namespace, allNamespaces, ...state }) {
    const isAll = allNamespaces && state.command !== 'can-i --list';
    return {
      ...state,
      asGroup: groupsIn(groups),
      allNamespaces: isAll,
      ...(name !== '' && { name }),
      ...(subresource !== '' && { subresource }),
      ...(namespace !== '' && !isAll && { namespace }),
    };
  }

  // What is missing of the question, before anything can be answered.
  function lacking({ command, as, verb, type }) {
    if (command !== 'who-can' && as === '') return inLanguage('Who asks? Name a user.', '谁在请求?请填写用户。');
    if (command !== 'can-i --list' && verb === '') return inLanguage('What is done? Name a verb, such as get.', '做什么?请填写动作,例如 get。');
    if (command !== 'can-i --list' && type === '') return inLanguage('To what? Name a resource or a path.', '对什么?请填写资源或路径。');
    return undefined;
  }

  function verdictOf({ command }, { exitCode }) {
    if (exitCode === 2) return ['bad', inLanguage('! This cannot be answered', '! 无法回答')];
    if (command !== 'explain') return ['', ''];
    return exitCode === 0 ? ['good', inLanguage('✓ yes', '✓ 可以')] : ['bad', inLanguage('✗ no', '✗ 不可以')];
  }

  const sign = ({ level }) => (level === 'error' ? '✗' : level === 'warning' ? '!' : '·');
  const kind = ({ level }) => (level === 'error' ? 'bad' : level === 'warning' ? 'changed' : 'quiet');

  function mark(faults) {
    const lines = editor.value.split('\n');
    const of = new Map();
    for (const fault of faults) of.set(fault.line, [...(of.get(fault.line) ?? []), fault]);
    const numbered = lines.map((_, index) => {
      const [first] = of.get(index + 1) ?? [];
      return first === undefined ? `${index + 1}\n` : made('b', kind(first), `${sign(first)} ${index + 1}\n`);
    });
    numbers.replaceChildren(...numbered);
    marks.replaceChildren(
      ...lines.flatMap((line, index) => {
        const found = of.get(index + 1) ?? [];
        if (found.length === 0) return [`${line}\n`];
        return [made('span', 'marked', line), made('span', `said ${kind(found[0])}`, ` ◂ ${found.map(({ message }) => message).join('; ')}`), '\n'];
      }),
    );
    scrolled();
  }

  function list(faults) {
    faultList.replaceChildren(
      ...faults.map((fault) => {
        const go = made('button', 'link', inLanguage(`Line ${fault.line}`, `第 ${fault.line} 行`));
        go.type = 'button';
        go.addEventListener('click', () => select(fault.line));
        return made(
          'li',
          '',
          made('span', kind(fault), `${sign(fault)} `),
          ...(fault.line === 0 ? [] : [go, ' ']),
          fault.message,
          made('span', 'quiet', ` ${fault.remedy}`),
        );
      }),
    );
  }

  function select(line) {
    const lines = editor.value.split('\n');
    const start = lines.slice(0, line - 1).reduce((length, text) => length + text.length + 1, 0);
    editor.focus();
    editor.setSelectionRange(start, start + (lines[line - 1] ?? '').length);
    editor.scrollTop = (editor.scrollHeight / lines.length) * Math.max(0, line - 4);
  }

  const scrolled = () => {
    numbers.scrollTop = editor.scrollTop;
    marks.scrollTop = editor.scrollTop;
    marks.scrollLeft = editor.scrollLeft;
  };

  let latest = 0;
  async function refresh() {
    latest += 1;
    const own = latest;
    const state = asked();
    const word = state.command.split('--').at(-1);
    for (const field of form.querySelectorAll('[data-of]')) field.hidden = !field.dataset.of.split(' ').includes(word);
    const missing = lacking(state);
    const said = await playground.answer(toAsk(state));
    if (own !== latest) return;
    mark(said.faults);
    list(said.faults);
    const [className, verdict] = missing === undefined ? verdictOf(state, said) : ['changed', missing];
    at('verdict').className = className;
    at('verdict').textContent = verdict;
    const text = missing === undefined ? said.stdout : '';
    at('answer').textContent = text;
    at('answer').hidden = text === '';
    const beside = missing === undefined ? said.stderr : '';
    at('beside').textContent = beside;
    at('beside').hidden = beside === '';
    at('command').textContent = commandLine(state);
    at('copied').textContent = '';
    root.dataset.answered = String(own);
    const address = `#${await packed(state)}`;
    if (own !== latest) return;
    if (location.hash !== address) history.replaceState(null, '', address);
    root.dataset.addressed = String(own);
  }

  let timer;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void refresh(), WAIT);
  };

  async function begin() {
    const [first] = examples;
    try {
      show(location.hash.length > 1 ? await unpacked(location.hash.slice(1)) : first);
    } catch {
      show(first);
    }
    await refresh();
  }

  async function add(files) {
    const texts = await Promise.all(Array.from(files, async (file) => `# ${file.name}\n${(await file.text()).trimEnd()}\n`));
    const before = examples.some(({ manifests }) => manifests === editor.value) || editor.value.trim() === '' ? [] : [`${editor.value.trimEnd()}\n`];
    editor.value = [...before, ...texts].join('---\n');
    await refresh();
  }

  editor.addEventListener('input', soon);
  editor.addEventListener('scroll', scrolled);
  form.addEventListener('input', soon);
  form.addEventListener('submit', (event) => event.preventDefault());
  window.addEventListener('hashchange', () => void begin());
  new MutationObserver(() => void refresh()).observe(root, { attributeFilter: ['data-lang'] });
  at('files').addEventListener('change', ({ target }) => {
    void add(target.files).then(() => {
      target.value = '';
    });
  });
  document.addEventListener('dragover', (event) => event.preventDefault());
  document.addEventListener('drop', (event) => {
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    void add(event.dataTransfer.files);
  });
  for (const button of document.querySelectorAll('[data-example]'))
    button.addEventListener('click', () => {
      const { kubernetesVersion } = asked();
      show({ kubernetesVersion, ...examples[Number(button.dataset.example)] });
      void refresh();
    });
  at('copy').addEventListener('click', () => {
    void navigator.clipboard.writeText(location.href).then(
      () => (at('copied').textContent = inLanguage('Copied.', '已复制。')),
      () => (at('copied').textContent = inLanguage('It is in the address bar.', '地址在地址栏中。')),
    );
  });
  void begin();
})();
