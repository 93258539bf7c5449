/**
 * State has an owner: a field of a session, a run or a server, never a variable of a module, which outlives them all and is shared by
 * those that run side by side. What a pure function made is not state: memoized() and remembered() of src/engine/golang keep it, and a WeakMap
 * by its owner.
 */
const COLLECTIONS = ['Map', 'Set'];

const isEmptyCollection = (init) => init?.type === 'NewExpression' && COLLECTIONS.includes(init.callee.name) && init.arguments.length === 0;
const isEmptyList = (init) => init?.type === 'ArrayExpression' && init.elements.length === 0;

/** A collection that begins empty and is typed as one that stays as it is. */
const isReadonly = ({ typeAnnotation }) => {
  const type = typeAnnotation?.typeAnnotation;
  return (type?.type === 'TSTypeOperator' && type.operator === 'readonly') || (type?.type === 'TSTypeReference' && /^Readonly/.test(type.typeName.name ?? ''));
};
/** A name for a type says by itself whether it is readonly. */
const isNamedType = ({ typeAnnotation }) => typeAnnotation?.typeAnnotation.type === 'TSTypeReference';

export const moduleState = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      variable: 'A variable of a module outlives what it is about: make it a field of a session, a run or a server.',
      collection: 'A collection of a module that is filled later outlives what it is about: make it a field, or use memoized() or a WeakMap.',
    },
  },
  create: (context) => ({
    'Program > VariableDeclaration, Program > ExportNamedDeclaration > VariableDeclaration'(node) {
      if (node.kind !== 'const') return context.report({ node, messageId: 'variable' });
      for (const { id, init } of node.declarations) {
        const isState = isEmptyCollection(init) ? !isReadonly(id) : isEmptyList(init) && !isReadonly(id) && !isNamedType(id);
        if (isState) context.report({ node, messageId: 'collection' });
      }
    },
  }),
};
