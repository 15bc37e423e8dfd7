/** Hands a PDF to the browser's downloads. The bytes are never shown inside the pane: they come from outside. */
export function saveFile(name: string, bytes: Uint8Array): void {
  const address = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: 'application/pdf' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has begun by then; an address that stays would keep the bytes.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
