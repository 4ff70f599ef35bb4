/** Saves text as a file without a request, so it works under any `connect-src`. */
export function downloadText(fileName: string, text: string): void {
  // Old editors recognize UTF-8 by the byte order mark.
  const url = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // Some browsers read the blob only after the click.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
