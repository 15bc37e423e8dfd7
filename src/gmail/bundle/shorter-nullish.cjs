/** `(a = x) !== null && a !== void 0`, and the same with `===`: how the compiler writes `??` and `?.` for the language of 2019. */
const NOT_NULL = /(\)|\b\w+) !== null && (\w+) !== void 0/g;
const NULL = /(\)|\b\w+) === null \|\| (\w+) === void 0/g;

/** Only `document.all` tells `!= null` from both comparisons, and there is no document here: 15 kB less to read before every callback. */
module.exports = function shorterNullish(source) {
  const shorter = (sign) => (whole, value, again) => (value === ')' || value === again ? `${value} ${sign} null` : whole);
  return source.replace(NOT_NULL, shorter('!=')).replace(NULL, shorter('=='));
};
