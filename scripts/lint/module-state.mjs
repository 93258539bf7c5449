/**
 * State has an owner: a field of a session, a run or a server, never a variable of a module, which outlives them all and is shared by
 * those that run side by side; nor what is put into `globalThis`. What a pure function made is not state: memoized() and remembered() of src/engine/golang keep it, and a WeakMap
 * by its owner. The option `unchanging` allows instances of classes at all, and only of these: an instance that changes is state like a variable.
 */
const COLLECTIONS = ['Map', 'Set'];
/** Classes of JavaScript whose instances stay as they are, or, as these maps, last no longer than an owner. */
const VALUES = ['RegExp', 'Error', 'URL', 'Date', 'TextDecoder', 'TextEncoder', 'WeakMap', 'WeakSet', ...COLLECTIONS];
/** Methods that change a list or a collection. */
const CHANGES = new Set(['push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill', 'set', 'add', 'delete', 'clear']);

const isEmptyCollection = (init) => init?.type === 'NewExpression' && COLLECTIONS.includes(init.callee.name) && init.arguments.length === 0;
const isEmptyList = (init) => init?.type === 'ArrayExpression' && init.elements.length === 0;
/** What is written where it is declared, and can be changed afterwards. */
const isWrittenOut = (init) =>
  ['ArrayExpression', 'ObjectExpression'].includes(init?.type) || (init?.type === 'NewExpression' && COLLECTIONS.includes(init.callee.name));

/** An object that all modules of a process share. */
const isGlobal = (init) => (init?.type === 'TSAsExpression' ? isGlobal(init.expression) : init?.type === 'Identifier' && init.name === 'globalThis');

/** A collection that begins empty and is typed as one that stays as it is. */
const isReadonly = ({ typeAnnotation }) => {
  const type = typeAnnotation?.typeAnnotation;
  return (type?.type === 'TSTypeOperator' && type.operator === 'readonly') || (type?.type === 'TSTypeReference' && /^Readonly/.test(type.typeName.name ?? ''));
};
/** A name for a type says by itself whether it is readonly. */
const isNamedType = ({ typeAnnotation }) => typeAnnotation?.typeAnnotation.type === 'TSTypeReference';

/** Reports whether the reference changes what it refers to: `x.y = 1`, `x[y] += 1`, `delete x.y`, `x.push(1)`. */
function changes({ identifier }) {
  const member = identifier.parent;
  if (member.type !== 'MemberExpression' || member.object !== identifier) return false;
  const { parent } = member;
  if (parent.type === 'AssignmentExpression') return parent.left === member;
  if (parent.type === 'UpdateExpression' || (parent.type === 'UnaryExpression' && parent.operator === 'delete')) return true;
  return parent.type === 'CallExpression' && parent.callee === member && !member.computed && CHANGES.has(member.property.name);
}

export const moduleState = {
  meta: {
    type: 'problem',
    schema: [{ type: 'object', properties: { unchanging: { type: 'array', items: { type: 'string' } } }, additionalProperties: false }],
    messages: {
      variable: 'A variable of a module outlives what it is about: make it a field of a session, a run or a server.',
      collection: 'A collection of a module that is filled later outlives what it is about: make it a field, or use memoized() or a WeakMap.',
      instance:
        'An instance of {{name}} that a module keeps outlives what it is about: make it a field, or name its class in `unchanging` if it never changes.',
      changed: 'What a module keeps and changes outlives what it is about: make it a field, or build it in a function.',
    },
  },
  create: (context) => {
    const { unchanging } = context.options[0] ?? {};
    const isInstance = (init) => unchanging !== undefined && init?.type === 'NewExpression' && ![...VALUES, ...unchanging].includes(init.callee.name);
    const isChanged = (declarator) =>
      isWrittenOut(declarator.init) && context.sourceCode.getDeclaredVariables(declarator).some(({ references }) => references.some(changes));
    return {
      'Program > VariableDeclaration, Program > ExportNamedDeclaration > VariableDeclaration'(node) {
        if (node.kind !== 'const' || node.declarations.some(({ init }) => isGlobal(init))) return context.report({ node, messageId: 'variable' });
        for (const declarator of node.declarations) {
          const { id, init } = declarator;
          const isState = isEmptyCollection(init) ? !isReadonly(id) : isEmptyList(init) && !isReadonly(id) && !isNamedType(id);
          if (isState) context.report({ node, messageId: 'collection' });
          else if (isInstance(init)) context.report({ node, messageId: 'instance', data: { name: context.sourceCode.getText(init.callee) } });
          else if (isChanged(declarator)) context.report({ node, messageId: 'changed' });
        }
      },
    };
  },
};
