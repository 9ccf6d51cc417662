import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

/**
 * Leaves the wording of sentences alone: a test that repeats a sentence to the letter holds nothing that
 * a reader would miss. What a sentence decides or computes in its holes is still mutated, and so is every
 * word that a program reads.
 */
export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'sentences', {
    shouldIgnore({ node }) {
      if (node.type === 'StringLiteral' && /\s/.test(node.value)) return 'a sentence';
      if (
        node.type === 'TemplateLiteral' &&
        node.quasis.some(({ value }) => /\s/.test(value.raw)) &&
        node.expressions.every(isName)
      ) {
        return 'a sentence';
      }
      return undefined;
    },
  }),
];

/** `name` or `thing.name`: nothing in it could be mutated. */
function isName(node) {
  return node.type === 'Identifier' || (node.type === 'MemberExpression' && isName(node.object));
}
