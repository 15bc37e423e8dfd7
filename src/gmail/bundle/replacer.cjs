/** Changes the text of a package's file; a piece that is not there means another version, and the build stops. */
exports.replacer = (source, name) => {
  let text = source.replace(/\r\n/g, '\n');
  return {
    replace(piece, by) {
      const changed = text.replace(piece, by);
      if (changed === text) throw new Error(`${name} is another version: ${String(piece)} is not in it`);
      text = changed;
    },
    done: () => text,
  };
};
