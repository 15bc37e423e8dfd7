// The benches run from their sources: each file is compiled when it is asked for.
const { readFileSync } = require('node:fs');
const ts = require('typescript');

for (const extension of ['.ts', '.tsx'])
  require.extensions[extension] = (module, file) =>
    module._compile(
      ts.transpileModule(readFileSync(file, 'utf8'), {
        fileName: file,
        compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, esModuleInterop: true, jsx: ts.JsxEmit.ReactJSX },
      }).outputText,
      file,
    );
