/** The address of a text file with the codes; it never leaves the browser. */
export function codesFile(head: string, codes: readonly string[]): string {
  const text = `${head}\n\n${codes.join('\n')}\n`;
  return `data:text/plain;charset=utf-8,${encodeURIComponent(text)}`;
}
