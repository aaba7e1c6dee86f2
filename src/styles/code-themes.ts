/** Colours of code in prose: those of the sandboxes' editor (`--code-*` in src/sandbox/sandbox.css), on the site's tokens. */

const palettes = {
  light: {
    text: '#1b1916',
    background: '#f5f3ee',
    comment: '#57514a',
    keyword: '#6d2a6d',
    string: '#3b5518',
    constant: '#7b3a0c',
    name: '#1d4a70',
    type: '#1c5653',
  },
  dark: {
    text: '#f7f4ee',
    background: '#1b1a18',
    comment: '#b3ada1',
    keyword: '#dcaedc',
    string: '#b9cf95',
    constant: '#e5b68d',
    name: '#a9cbea',
    type: '#9fd2cd',
  },
};

/** A theme as TextMate grammars want it. */
function codeTheme(type: keyof typeof palettes) {
  const colors = palettes[type];
  const rules: [scopes: string[], color: string][] = [
    [['comment', 'punctuation.definition.comment'], colors.comment],
    [['keyword', 'storage', 'keyword.operator.new'], colors.keyword],
    [['keyword.operator', 'punctuation', 'storage.type.function.arrow'], colors.text],
    [['string', 'markup.inline.raw'], colors.string],
    [['constant', 'variable.other.constant'], colors.constant],
    [['entity.name.function', 'support.function', 'entity.name.tag'], colors.name],
    [
      ['entity.name.type', 'support.type', 'support.class', 'entity.other.attribute-name'],
      colors.type,
    ],
  ];
  return {
    name: `duplex-${type}`,
    type,
    colors: { 'editor.foreground': colors.text, 'editor.background': colors.background },
    tokenColors: rules.map(([scope, foreground]) => ({ scope, settings: { foreground } })),
  };
}

export const codeThemes = [codeTheme('dark'), codeTheme('light')];
