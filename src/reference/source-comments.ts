/** The documentation comments of a contract, read off its source: schemas carry limits, comments say what they mean. */
import ts from 'typescript';

/** What the comment above each property says, by its path, such as `params.every` or `events.tick.count`. */
export type Comments = ReadonlyMap<string, string>;

/**
 * Reads the object that is given to the first call of `callee`, or to `z.discriminatedUnion` within it.
 * A property that only names a constant of the file has that constant's comment, unless it has one of its own.
 */
export function commentsIn(source: string, callee: string): Comments {
  const file = ts.createSourceFile('contract.ts', source, ts.ScriptTarget.Latest, true);
  const constants = new Map<string, ts.VariableStatement>();
  for (const statement of file.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name } of statement.declarationList.declarations) {
      constants.set(name.getText(), statement);
    }
  }
  const comments = new Map<string, string>();

  const readObject = (object: ts.ObjectLiteralExpression, path: string): void => {
    for (const property of object.properties) {
      const name = property.name?.getText().replaceAll("'", '');
      if (name === undefined) continue;
      const value = ts.isPropertyAssignment(property) ? property.initializer : property.name;
      if (value) readValue(value, path === '' ? name : `${path}.${name}`);
      const own = commentOf(property);
      if (own) comments.set(path === '' ? name : `${path}.${name}`, own);
    }
  };

  const readValue = (value: ts.Node, path: string): void => {
    if (ts.isObjectLiteralExpression(value)) {
      readObject(value, path);
    } else if (ts.isIdentifier(value)) {
      const constant = constants.get(value.text);
      const initializer = constant?.declarationList.declarations[0]?.initializer;
      const comment = constant && commentOf(constant);
      if (comment) comments.set(path, comment);
      if (initializer) readValue(initializer, path);
    } else if (ts.isCallExpression(value)) {
      for (const argument of value.arguments) {
        if (ts.isObjectLiteralExpression(argument)) readObject(argument, path);
        if (ts.isArrayLiteralExpression(argument)) readVariants(argument, path);
      }
      if (ts.isPropertyAccessExpression(value.expression)) {
        readValue(value.expression.expression, path);
      }
    }
  };

  /** The objects of a union are known by the literal that tells them apart. */
  const readVariants = (variants: ts.ArrayLiteralExpression, path: string): void => {
    for (const variant of variants.elements) {
      const name = /z\.literal\('([^']+)'\)/.exec(variant.getText())?.[1];
      if (name) readValue(variant, path === '' ? name : `${path}.${name}`);
    }
  };

  const find = (node: ts.Node): boolean => {
    if (ts.isCallExpression(node) && node.expression.getText() === callee) {
      readValue(node, '');
      return true;
    }
    return ts.forEachChild(node, find) ?? false;
  };
  find(file);
  return comments;
}

function commentOf(node: ts.Node): string | undefined {
  const [comment] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  return ts.getTextOfJSDocComment(comment?.comment)?.replaceAll(/\s+/g, ' ').trim();
}
