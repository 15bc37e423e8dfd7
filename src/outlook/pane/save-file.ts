/** Hands a file, a PDF unless told, to the browser's downloads. The bytes are never shown inside the pane: they come from outside. */
export function saveFile(name: string, bytes: Uint8Array, type = 'application/pdf'): void {
  const address = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has begun by then; an address that stays would keep the bytes.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
