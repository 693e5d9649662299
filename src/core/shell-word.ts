/** A text as one word of a command that is pasted into a shell: whatever stands in it, nothing of it is run. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
