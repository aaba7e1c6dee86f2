/** What no source may contain, and how long it may be. */
import ts from 'typescript';
import type { Finding, Rule } from './rules.ts';
import { isTest, lineAt } from './tree.ts';

const longest = 250;

export const shortModules: Rule = (file, text) => {
  const lines = text.trimEnd().split('\n').length;
  return file.endsWith('.mdx') || lines <= longest
    ? []
    : [
        {
          line: longest + 1,
          message: `has ${lines} lines, and a module has at most ${longest}. Split it by what its parts know.`,
        },
      ];
};

// Written so that this file does not contain what it forbids.
const forbidden: { pattern: RegExp; message: string; where?: (file: string) => boolean }[] = [
  {
    pattern: /\bTO[D]O\b/g,
    message: 'leaves work for later in a comment. Do it now, or file an issue.',
  },
  {
    pattern: /@ts-(?:[i]gnore|[n]ocheck)\b/g,
    message:
      'switches the type checker off. Correct the type, or use @ts-expect-error with its reason.',
  },
  {
    pattern: /\bwaitFor[T]imeout\b/g,
    message: 'sleeps. Await the event that the test is about.',
    where: isTest,
  },
];

export const forbiddenWords: Rule = (file, text) =>
  forbidden
    .filter(({ where }) => where?.(file) ?? true)
    .flatMap(({ pattern, message }) =>
      [...text.matchAll(pattern)].map((match) => ({ line: lineAt(text, match.index), message })),
    );

export const noAny: Rule = (file, text) =>
  walk(file, text, (node, line) =>
    node.kind === ts.SyntaxKind.AnyKeyword
      ? [{ line, message: 'uses the type "any". Use "unknown" and narrow it, or name the type.' }]
      : [],
  );

/** `only` never stays; a test that is left out says why, as an argument or in a comment on the line above. */
export const noSilentSkips: Rule = (file, text) => {
  if (!isTest(file)) return [];
  const lines = text.split('\n');
  return walk(file, text, (node, line) => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
    const { expression, name } = node.expression;
    if (!/^(test|it|describe|suite)\b/.test(expression.getText())) return [];
    if (name.text === 'only') {
      return [{ line, message: 'keeps all other tests from running. Take ".only" out.' }];
    }
    if (!['skip', 'fixme', 'todo', 'skipIf', 'runIf'].includes(name.text)) return [];
    const [condition, reason] = node.arguments;
    const given =
      condition !== undefined &&
      !ts.isStringLiteralLike(condition) &&
      reason !== undefined &&
      ts.isStringLiteralLike(reason) &&
      reason.text.trim() !== '';
    const explained = /^\s*\/\//.test(lines[line - 2] ?? '');
    return given || explained
      ? []
      : [
          {
            line,
            message: `leaves a test out with ".${name.text}" and does not say why. Give the reason in a comment on the line above.`,
          },
        ];
  });
};

function walk(
  file: string,
  text: string,
  look: (node: ts.Node, line: number) => Finding[],
): Finding[] {
  if (!/\.(ts|tsx)$/.test(file)) return [];
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const findings: Finding[] = [];
  const visit = (node: ts.Node): void => {
    findings.push(...look(node, lineAt(text, node.getStart(source))));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return findings;
}
