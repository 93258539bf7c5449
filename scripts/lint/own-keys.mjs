/**
 * Keys that come from outside never meet an object's prototype: `record['constructor']` finds a function in every plain object,
 * and `record['__proto__'] = value` keeps nothing. So an object whose keys may be any text is read with own(), written with
 * setOwn(), or is a Table, which has no prototype (src/engine/golang/map.ts); or it is a Map. A cast makes no text a known key.
 */
import ts from 'typescript';

const ANY_TEXT = ts.TypeFlags.String | ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.TemplateLiteral;
/** The property of golang/map.ts by which a type without prototype is recognized. */
const BRAND = '__@withoutPrototype';

const partsOf = (type) => (type.isUnion() ? type.types : [type]);
const isAnyText = (type) => partsOf(type).some(({ flags }) => (flags & ANY_TEXT) !== 0);
const uncast = (node) => (node.type === 'TSAsExpression' ? uncast(node.expression) : node);
const isDeleted = ({ parent }) => parent.type === 'UnaryExpression' && parent.operator === 'delete';
const isWritten = (node) => (node.parent.type === 'AssignmentExpression' && node.parent.left === node) || node.parent.type === 'UpdateExpression';

export const ownKeys = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      read: 'Some texts as a key of a plain object find what its prototype has: use own(), table() or a Map.',
      write: 'A write by the key __proto__ is lost: use setOwn() or a Map.',
      in: 'in finds what the prototype has: use Object.hasOwn().',
      assign: 'Object.assign loses the key __proto__: use the spread syntax.',
    },
  },
  create(context) {
    const services = context.sourceCode.parserServices;
    const checker = services.program.getTypeChecker();
    const typeOf = (node) => {
      const type = services.getTypeAtLocation(node);
      return checker.getBaseConstraintOfType(type) ?? type;
    };
    const hasPrototypeAndAnyKey = (type) =>
      checker.getIndexInfoOfType(type, ts.IndexKind.String) !== undefined &&
      !checker.getPropertiesOfType(type).some(({ escapedName }) => escapedName.startsWith(BRAND));
    const isRecord = (node) => partsOf(checker.getNonNullableType(typeOf(node))).some(hasPrototypeAndAnyKey);
    return {
      MemberExpression(node) {
        if (!node.computed || isDeleted(node) || !isAnyText(typeOf(uncast(node.property)))) return;
        const isCast = node.property.type === 'TSAsExpression';
        if (isCast || isRecord(node.object)) context.report({ node, messageId: isWritten(node) ? 'write' : 'read' });
      },
      'ObjectPattern > Property[computed=true]'(node) {
        if (isAnyText(typeOf(uncast(node.key)))) context.report({ node, messageId: 'read' });
      },
      'BinaryExpression[operator="in"]'(node) {
        if (node.left.type !== 'PrivateIdentifier' && isAnyText(typeOf(uncast(node.left)))) context.report({ node, messageId: 'in' });
      },
      'CallExpression[callee.object.name="Object"][callee.property.name="assign"]'(node) {
        const sources = node.arguments.slice(1);
        if (sources.some((source) => source.type === 'SpreadElement' || isRecord(source))) context.report({ node, messageId: 'assign' });
      },
    };
  },
};
