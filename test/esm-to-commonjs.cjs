/** Of a package that is published as ES modules only: Jest runs CommonJS, where a module has no address of its own to tell. */
const ts = require('typescript');

module.exports = {
  process: (source) => ({
    code: ts.transpileModule(source.replace(/\bimport\.meta\b/g, '({})'), { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } }).outputText,
  }),
};
