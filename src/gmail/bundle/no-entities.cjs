/** In the place of `entities/decode` (40 kB, and read with what only browsers and Node have): html-lines-of.ts resolves the references itself and the parser is told not to. */
exports.htmlDecodeTree = null;
exports.xmlDecodeTree = null;
exports.DecodingMode = {};
exports.EntityDecoder = class {};
exports.fromCodePoint = String.fromCodePoint;
