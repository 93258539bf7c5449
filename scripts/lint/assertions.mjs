/**
 * A test asserts: in the callback of each `it` and `test`, or in a function of the same file that it calls, stands a call of `expect` or of what
 * node:assert exports. A test that only runs code passes whatever the code answers.
 */
const TESTS = ['it', 'test'];
const ASSERTING = ['expect', 'node:assert', 'node:assert/strict'];
const FUNCTIONS = ['ArrowFunctionExpression', 'FunctionExpression', 'FunctionDeclaration'];

const isFunction = (node) => FUNCTIONS.includes(node?.type);

/** Returns the identifier that a chain begins with: `expect` of `expect(x).not.toBe(y)`, `it` of `it.only(...)`. */
function rootOf(node) {
  if (node.type === 'CallExpression') return rootOf(node.callee);
  return node.type === 'MemberExpression' ? rootOf(node.object) : node;
}

export const assertions = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { none: 'The test asserts nothing: compare what the code answers with what is expected.' },
  },
  create({ sourceCode, report }) {
    function definitionOf(identifier) {
      for (let scope = sourceCode.getScope(identifier); scope !== null; scope = scope.upper) {
        const variable = scope.set.get(identifier.name);
        if (variable !== undefined) return variable.defs[0];
      }
      return undefined;
    }
    const isAssertion = (identifier) => {
      const definition = definitionOf(identifier);
      return definition?.type === 'ImportBinding' && ASSERTING.includes(definition.parent.source.value);
    };
    /** Returns the function of this file that a name stands for. */
    const functionOf = (identifier) => [definitionOf(identifier)?.node, definitionOf(identifier)?.node.init].find(isFunction);
    const childrenOf = (node) => (sourceCode.visitorKeys[node.type] ?? []).flatMap((key) => node[key] ?? []);

    function asserts(node, seen) {
      if (node === null || seen.has(node)) return false;
      seen.add(node);
      const root = node.type === 'CallExpression' ? rootOf(node) : undefined;
      if (root?.type === 'Identifier' && isAssertion(root)) return true;
      const called = node.type === 'Identifier' ? functionOf(node) : undefined;
      return (called !== undefined && asserts(called, seen)) || childrenOf(node).some((child) => asserts(child, seen));
    }

    return {
      CallExpression(node) {
        const { name } = node.callee.type === 'CallExpression' ? {} : rootOf(node.callee);
        if (TESTS.includes(name) && !node.arguments.some((argument) => asserts(argument, new Set()))) report({ node, messageId: 'none' });
      },
    };
  },
};
