declare module 'virtual:packages' {
  /** URLs of the packages that the runner offers, by name. */
  const packages: Readonly<Record<string, string>>;
  export default packages;
}

declare module 'sucrase/dist/esm/parser' {
  /** Sucrase's own parser, which `transform` uses. */
  export function parse(
    code: string,
    isJSXEnabled: boolean,
    isTypeScriptEnabled: boolean,
    isFlowEnabled: boolean,
  ): { tokens: { type: number; start: number; end: number }[] };
}

declare module 'sucrase/dist/esm/parser/tokenizer/types' {
  export { TokenType } from 'sucrase/dist/types/parser/tokenizer/types';
}
