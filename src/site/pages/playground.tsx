/** The playground: what the commands over a policy answer, in the browser. A script does all of it (assets/playground-page.js). */
import type { JSX } from 'hono/jsx/jsx-runtime';
import { VERSIONS } from '../../engine/versions';
import { T } from '../components/text';
import { EXAMPLES } from '../playground/examples';

interface Named {
  readonly id: string;
  readonly en: string;
  readonly zh: string;
}

const COMMANDS: readonly Named[] = [
  { id: 'explain', en: 'May this user do it, and why?', zh: '此用户可以吗?为什么?' },
  { id: 'who-can', en: 'Who may do it, and who could get there?', zh: '谁可以?谁能绕到?' },
  { id: 'can-i --list', en: 'What may this user do?', zh: '此用户可以做什么?' },
];

/** `of`: the commands that the field is for. */
const FIELDS: readonly (Named & { readonly of: string; readonly hint?: string })[] = [
  { id: 'as', en: 'User', zh: '用户', of: 'explain list', hint: 'jane, system:serviceaccount:foo:default' },
  { id: 'groups', en: 'Groups', zh: '用户组', of: 'explain list', hint: 'developers, system:masters' },
  { id: 'verb', en: 'Verb', zh: '动作', of: 'explain who-can', hint: 'get' },
  { id: 'type', en: 'Resource or path', zh: '资源或路径', of: 'explain who-can', hint: 'pods, deployments.apps, /healthz' },
  { id: 'name', en: 'Name', zh: '名称', of: 'explain who-can', hint: 'web' },
  { id: 'subresource', en: 'Subresource', zh: '子资源', of: 'explain who-can', hint: 'log' },
  { id: 'namespace', en: 'Namespace', zh: '命名空间', of: 'explain who-can list', hint: 'default' },
];

/** As it may stand in a script element. */
const examples = JSON.stringify(EXAMPLES).replaceAll('<', '\\u003c');

const Manifests = (): JSX.Element => (
  <section>
    <h2>
      <label for="manifests">
        <T en="Manifests" zh="清单" />
      </label>
    </h2>
    <p class="quiet" id="about-manifests">
      <T
        en="Roles and bindings in YAML or JSON. Paste them, or drop files here. The default roles of the version are there already."
        zh="YAML 或 JSON 格式的角色与绑定,可粘贴或拖入文件。该版本的默认角色已包含在内。"
      />
    </p>
    <div class="editor">
      <pre class="numbers" aria-hidden="true" />
      <div class="sheet">
        <pre class="marks" aria-hidden="true" />
        <textarea id="manifests" rows={18} wrap="off" spellcheck={false} autocomplete="off" aria-describedby="about-manifests" />
      </div>
    </div>
    <div role="status">
      <ul id="faults" />
    </div>
    <p class="files">
      <label for="files">
        <T en="Add files" zh="添加文件" />
      </label>{' '}
      <input id="files" type="file" multiple accept=".yaml,.yml,.json" />
    </p>
  </section>
);

const Question = (): JSX.Element => (
  <form id="question">
    <fieldset class="commands">
      <legend>
        <T en="Question" zh="问题" />
      </legend>
      {COMMANDS.map(({ id, en, zh }) => (
        <label>
          <input type="radio" name="command" value={id} /> <T en={en} zh={zh} />
        </label>
      ))}
    </fieldset>
    <div class="fields">
      {FIELDS.map(({ id, en, zh, of, hint }) => (
        <label data-of={of}>
          <T en={en} zh={zh} />
          <input id={`of-${id}`} name={id} autocomplete="off" autocapitalize="off" spellcheck={false} placeholder={hint ?? ''} />
        </label>
      ))}
      <label data-of="explain who-can" class="check">
        <input type="checkbox" name="allNamespaces" /> <T en="In all namespaces" zh="所有命名空间" />
      </label>
      <label>
        <T en="Kubernetes" zh="Kubernetes 版本" />
        <select name="kubernetesVersion">
          {[...VERSIONS].reverse().map((version) => (
            <option value={version}>{version}</option>
          ))}
        </select>
      </label>
    </div>
  </form>
);

const Answer = (): JSX.Element => (
  <section>
    <h2>
      <T en="Answer" zh="回答" />
    </h2>
    <p id="verdict" role="status" />
    <pre id="answer" tabindex={0} aria-label="Answer" />
    <pre id="beside" class="why" hidden />
    <p class="quiet">
      <T en="The same on the command line:" zh="命令行中的等价写法:" />
    </p>
    <pre id="command" />
    <p>
      <button type="button" id="copy">
        <T en="Copy the address of this" zh="复制当前地址" />
      </button>{' '}
      <span id="copied" role="status" />
    </p>
    <p class="quiet">
      <T
        en="The address holds manifests and question behind #, which browsers send to no server. Nothing leaves this page."
        zh="清单与问题保存在地址的 # 之后,浏览器不会将其发送给任何服务器。任何内容都不会离开此页。"
      />
    </p>
  </section>
);

export const PlaygroundPage = (): JSX.Element => (
  <article class="playground">
    <h1>
      <T en="Playground" zh="试验场" />
    </h1>
    <noscript>
      <p>
        <T en="The playground needs JavaScript; the other pages do not." zh="试验场需要 JavaScript;其他页面不需要。" />
      </p>
    </noscript>
    <div class="examples">
      <span id="examples-are">
        <T en="Examples:" zh="示例:" />
      </span>
      <ul aria-labelledby="examples-are">
        {EXAMPLES.map(({ en, zh }, at) => (
          <li>
            <button type="button" data-example={String(at)}>
              <T en={en} zh={zh} />
            </button>
          </li>
        ))}
      </ul>
    </div>
    <div class="halves">
      <Manifests />
      <div>
        <Question />
        <Answer />
      </div>
    </div>
    <script type="application/json" id="examples" dangerouslySetInnerHTML={{ __html: examples }} />
    <script src="assets/playground.js" />
    <script src="assets/playground-page.js" />
  </article>
);
