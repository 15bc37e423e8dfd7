import { deflateSync } from 'node:zlib';

/**
 * A published Factur-X PDF with another XML attached: an incremental update (ISO 32000-1, 7.5.6) that writes its embedded
 * file anew, behind all that the PDF had. `packed` false: the stream as it is.
 */
export function aPdfOf(published: Uint8Array, xml: string | Uint8Array, packed = true): Uint8Array {
  const before = Buffer.from(published);
  const text = before.toString('latin1');
  const file = /\/Type ?\/EmbeddedFile\b/.exec(text)?.index ?? -1;
  const object = /(\d+) 0 obj(?![^]*\d 0 obj)/.exec(text.slice(Math.max(0, file - 600), Math.max(0, file)))?.[1];
  const trailer = text.slice(text.lastIndexOf('trailer'));
  const [root, size, startxref] = [/\/Root (\d+ 0 R)/.exec(trailer)?.[1], /\/Size (\d+)/.exec(trailer)?.[1], /startxref\s+(\d+)/.exec(trailer)?.[1]];
  if (object === undefined || root === undefined || size === undefined || startxref === undefined) throw new Error('this PDF has no embedded file, or no plain trailer');
  const plain = Buffer.from(xml);
  const data = packed ? deflateSync(plain) : plain;
  const head = Buffer.from(`\n${object} 0 obj\n<< /Type /EmbeddedFile /Subtype /text#2Fxml ${packed ? '/Filter /FlateDecode ' : ''}/Length ${data.length} >>\nstream\n`, 'latin1');
  const tail = Buffer.from('\nendstream\nendobj\n', 'latin1');
  const at = before.length + head.length + data.length + tail.length;
  const xref = `xref\n${object} 1\n${String(before.length + 1).padStart(10, '0')} 00000 n \ntrailer\n<< /Size ${size} /Root ${root} /Prev ${startxref} >>\nstartxref\n${at}\n%%EOF\n`;
  return Buffer.concat([before, head, data, tail, Buffer.from(xref, 'latin1')]);
}
