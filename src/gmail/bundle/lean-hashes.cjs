const { replacer } = require('./replacer.cjs');

/** Texts are made into bytes by core (log/sha256.ts): Apps Script has no TextEncoder. */
module.exports = function leanHashes(source) {
  const { replace, done } = replacer(source, '@noble/hashes');
  replace("return new Uint8Array(new TextEncoder().encode(str)); // https://bugzil.la/1681809", "throw new Error('bytes expected');");
  return done();
};
