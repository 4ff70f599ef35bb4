/** Saves text as a file, without a request: also under a policy that allows no connection. */
export function saveText(fileName: string, text: string): void {
  // The mark tells old editors that it is UTF-8.
  const url = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // Some browsers begin to read it only after the click is over.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
