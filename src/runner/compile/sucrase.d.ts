/** The parts of Sucrase that the runner is made of: its package describes only the whole, which is twice as large. */

declare module 'sucrase/dist/esm/parser/index.js' {
  export * from 'sucrase/dist/types/parser/index';
}

declare module 'sucrase/dist/esm/parser/tokenizer/types.js' {
  export * from 'sucrase/dist/types/parser/tokenizer/types';
}

declare module 'sucrase/dist/esm/TokenProcessor.js' {
  export { default } from 'sucrase/dist/types/TokenProcessor';
}

declare module 'sucrase/dist/esm/NameManager.js' {
  export { default } from 'sucrase/dist/types/NameManager';
}

declare module 'sucrase/dist/esm/HelperManager.js' {
  export * from 'sucrase/dist/types/HelperManager';
}

declare module 'sucrase/dist/esm/identifyShadowedGlobals.js' {
  export { default } from 'sucrase/dist/types/identifyShadowedGlobals';
}

declare module 'sucrase/dist/esm/util/getTSImportedNames.js' {
  export { default } from 'sucrase/dist/types/util/getTSImportedNames';
}

declare module 'sucrase/dist/esm/transformers/RootTransformer.js' {
  export { default } from 'sucrase/dist/types/transformers/RootTransformer';
}
