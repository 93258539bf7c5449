/** Checks a page with axe-core: contrast, names of what can be pressed, headings, languages and the like. */
import type { Window } from './window';

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string }[];
}

// Style sheets of files cannot be read by a script, which only says so on the console.
const VIOLATIONS =
  'axe.run({ preload: false }).then(({ violations }) => violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map(({ html }) => ({ html })) })))';

export async function inaccessible(window: Window): Promise<readonly string[]> {
  await window.page.addScriptTag({ path: require.resolve('axe-core') });
  const violations = await window.evaluate<readonly Violation[]>(VIOLATIONS);
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.length} places, the first ${nodes[0]?.html.slice(0, 160) ?? ''}`);
}
