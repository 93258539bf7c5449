/**
 * Whether what a question names is anywhere. A misspelt user, namespace, object, path or verb is allowed nothing, so a "no" about it holds
 * whatever the policy says. Each has to be on the server, in a role or binding, or in a file of the scenario; or the scenario says in words
 * that it is meant so.
 */
import type { Requester, Target } from '../../src/index';
import { isAskedFor, isKnownVerb } from '../../src/report/asked-question';
import type { ObjectReference } from './object-reference';
import { pathOf } from './paths';
import { nameOf, type People } from './people';
import { resourceIfKnown } from './resources';

/** What a scenario has made of its server. */
export interface Stage {
  readonly target: Target;
  readonly people: People;
  /** Flags and files. */
  readonly texts: readonly string[];
}

interface Rule {
  readonly verbs: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
}
interface Subject {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}
interface Listed {
  readonly rules?: readonly Rule[] | null;
  readonly subjects?: readonly Subject[] | null;
}

const administrator = { kind: 'administrator' } as const;
const RBAC = '/apis/rbac.authorization.k8s.io/v1';

async function listed(target: Target, resource: string): Promise<readonly Listed[]> {
  const { status, body } = await target.send({ as: administrator, method: 'GET', path: `${RBAC}/${resource}` });
  return status === 200 ? (JSON.parse(String(body)) as { readonly items: readonly Listed[] }).items : [];
}

/** Returns undefined where the administrator may not know. */
async function isServed(target: Target, path: string): Promise<boolean | undefined> {
  const { status } = await target.send({ as: administrator, method: 'GET', path });
  return status === 200 ? true : status === 404 ? false : undefined;
}

/** As a word of its own. */
const isIn = (text: string, name: string): boolean => {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1))
    if (!/[\w.-]/.test(text.charAt(at - 1)) && !/[\w-]/.test(text.charAt(at + name.length))) return true;
  return false;
};

/** Looks up each thing once for all questions of a step. */
export class There {
  readonly #stage: Stage;
  readonly #rules: () => Promise<readonly Rule[]>;
  readonly #subjects: () => Promise<readonly Subject[]>;
  readonly #namespaces = new Map<string, Promise<boolean | undefined>>();

  constructor(stage: Stage) {
    this.#stage = stage;
    const once = <T>(read: () => Promise<T>): (() => Promise<T>) => {
      let known: Promise<T> | undefined;
      return () => (known ??= read());
    };
    const all = async (...resources: readonly string[]): Promise<readonly Listed[]> =>
      (await Promise.all(resources.map((resource) => listed(stage.target, resource)))).flat();
    this.#rules = once(async () => (await all('clusterroles', 'roles')).flatMap(({ rules }) => rules ?? []));
    this.#subjects = once(async () => (await all('clusterrolebindings', 'rolebindings')).flatMap(({ subjects }) => subjects ?? []));
  }

  /** Throws an Error that says what to write instead. */
  async require(user: Requester, verb: string, object: ObjectReference): Promise<void> {
    await this.#requireUser(user);
    if (object.path !== '') return this.#requirePath(object);
    await this.#requireNamespace(object);
    await this.#requireVerb(verb, object);
    await this.#requireObject(object);
  }

  async #requireUser(user: Requester): Promise<void> {
    const name = nameOf(user);
    if (name === undefined) return;
    if (!(await this.#isUser(name, user)))
      throw new Error(
        `Nothing names the user ${JSON.stringify(name)}: no binding, no file of the scenario and no other step. A misspelt name is allowed nothing, whatever the policy says. If it is meant so, write first: Given the user ${JSON.stringify(name)}`,
      );
    const { groups = [] } = user.kind === 'user' ? user : {};
    for (const group of groups)
      if (!(await this.#isGroup(group)))
        throw new Error(
          `Nothing names the group ${JSON.stringify(group)} of ${name}: no binding and no file of the scenario. A misspelt name is given nothing, whatever the policy says. If it is meant so, write first: Given the group ${JSON.stringify(group)}`,
        );
  }

  async #isUser(name: string, user?: Requester): Promise<boolean> {
    const { people, texts, target } = this.#stage;
    if (people.knows(name) || texts.some((text) => isIn(text, name))) return true;
    const account = /^system:serviceaccount:(?<namespace>[^:]+):(?<account>[^:]+)$/.exec(name)?.groups;
    const isSubject = ({ kind, name: called, namespace }: Subject): boolean =>
      kind === 'ServiceAccount' ? called === account?.['account'] && namespace === account['namespace'] : kind === 'User' && called === name;
    if ((await this.#subjects()).some(isSubject)) return true;
    if (user?.kind !== 'serviceAccount') return false;
    return (await isServed(target, `/api/v1/namespaces/${user.namespace}/serviceaccounts/${user.name}`)) !== false;
  }

  async #isGroup(name: string): Promise<boolean> {
    const { people, texts } = this.#stage;
    if (people.knowsGroup(name) || texts.some((text) => isIn(text, name))) return true;
    return (await this.#subjects()).some(({ kind, name: called }) => kind === 'Group' && called === name);
  }

  async #requireNamespace({ namespace, isNamespaceMissing, text }: ObjectReference): Promise<void> {
    if (namespace === '') return;
    const known = this.#namespaces.get(namespace) ?? isServed(this.#stage.target, `/api/v1/namespaces/${namespace}`);
    this.#namespaces.set(namespace, known);
    const isThere = await known;
    if (isThere === false && !isNamespaceMissing)
      throw new Error(
        `${text}: the namespace ${JSON.stringify(namespace)} does not exist. In a misspelt one nothing is allowed by its own bindings. Write first: Given the namespace ${JSON.stringify(namespace)}; or, if it is meant so: in the missing namespace ${JSON.stringify(namespace)}`,
      );
    if (isThere === true && isNamespaceMissing) throw new Error(`${text}: the namespace ${JSON.stringify(namespace)} is there. Leave out "the missing".`);
  }

  /** Groups of others may have verbs of their own: a role has to name one that is none of Kubernetes. */
  async #requireVerb(verb: string, { text }: ObjectReference): Promise<void> {
    if (isKnownVerb(verb)) return;
    const { texts } = this.#stage;
    if (texts.some((other) => isIn(other, verb)) || (await this.#rules()).some(({ verbs }) => verbs.includes(verb))) return;
    throw new Error(
      `${verb} ${text}: no server and no role has the verb ${JSON.stringify(verb)}. A misspelt verb is in no rule. Correct it, or give it to a role with a Given: then it is known, and no binding has to name that role.`,
    );
  }

  async #requireObject(object: ObjectReference): Promise<void> {
    const { resource, name, text, isMissing } = object;
    if (resource === '*') return;
    const isThere = name === '' ? await this.#isResource(resource) : await this.#isObject(object);
    const said = name === '' ? `the resource ${resource}` : JSON.stringify(name);
    if (isThere === false && !isMissing)
      throw new Error(
        `${text}: ${said} is not there, and no role names it. ${name === '' ? 'A misspelt resource is in no rule' : 'A misspelt name is in no rule'}. Create it with a Given; or, if it is meant so: the missing ${text}`,
      );
    if (isThere === true && isMissing) throw new Error(`${text}: ${said} is there. Leave out "the missing".`);
  }

  async #isResource(called: string): Promise<boolean> {
    const { target, texts } = this.#stage;
    if ((await resourceIfKnown(target, called)) !== undefined) return true;
    const [word = '', ...rest] = called.split('.');
    const group = rest.join('.');
    if (isAskedFor(group, word) || texts.some((text) => isIn(text, word))) return true;
    return (await this.#rules()).some(({ apiGroups = [], resources = [] }) => apiGroups.includes(group) && resources.some((of) => of.split('/')[0] === word));
  }

  async #isObject(object: ObjectReference): Promise<boolean | undefined> {
    const { resource, name } = object;
    const { target, texts } = this.#stage;
    const known = await resourceIfKnown(target, resource);
    const isServedNow = known === undefined ? false : await isServed(target, await pathOf(target, { ...object, subresource: '' }));
    if (isServedNow !== false) return isServedNow;
    if (texts.some((text) => isIn(text, name)) || (await this.#rules()).some(({ resourceNames = [] }) => resourceNames.includes(name))) return true;
    if (resource.startsWith('user')) return this.#isUser(name);
    return resource.startsWith('group') ? this.#isGroup(name) : false;
  }

  /** Those that the server lists and what is around them, and those of roles and files. */
  async #requirePath({ path, text, isMissing }: ObjectReference): Promise<void> {
    if (isMissing) return;
    const { target, texts } = this.#stage;
    const { status, body } = await target.send({ as: administrator, method: 'GET', path: '/' });
    if (status !== 200) return;
    const { paths } = JSON.parse(String(body)) as { readonly paths: readonly string[] };
    const asked = path.replace(/\/$/, '');
    if (paths.some((one) => one === asked || one.startsWith(`${asked}/`) || (one !== '/' && asked.startsWith(`${one}/`)))) return;
    const covers = (pattern: string): boolean => pattern === path || (pattern.length > 1 && pattern.endsWith('*') && path.startsWith(pattern.slice(0, -1)));
    if ((await this.#rules()).some(({ nonResourceURLs = [] }) => nonResourceURLs.some(covers)) || texts.some((other) => isIn(other, path))) return;
    throw new Error(
      `${text}: the server lists no such path, and no role names it. A misspelt path is in no rule. If it is meant so: the missing path ${JSON.stringify(path)}`,
    );
  }
}
