/**
 * Which syntax gets which class. The editor and the code that is readable before the editor arrives use the same table,
 * so that nothing changes colour when one replaces the other.
 */
import { tagHighlighter, tags } from '@lezer/highlight';

export const tokens = tagHighlighter([
  { tag: [tags.keyword, tags.operatorKeyword, tags.self, tags.modifier], class: 'code-keyword' },
  {
    tag: [tags.string, tags.special(tags.string), tags.regexp, tags.attributeValue],
    class: 'code-string',
  },
  {
    tag: [tags.number, tags.bool, tags.null, tags.atom, tags.unit, tags.color],
    class: 'code-constant',
  },
  { tag: [tags.comment, tags.meta, tags.documentMeta], class: 'code-comment' },
  {
    tag: [
      tags.function(tags.variableName),
      tags.function(tags.propertyName),
      tags.definition(tags.variableName),
      tags.definition(tags.propertyName),
    ],
    class: 'code-name',
  },
  { tag: [tags.typeName, tags.className, tags.namespace, tags.tagName], class: 'code-type' },
  { tag: [tags.punctuation, tags.operator, tags.derefOperator], class: 'code-punctuation' },
  { tag: tags.invalid, class: 'code-invalid' },
]);
