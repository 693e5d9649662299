export { shellWord } from '../../core/index.ts';

/** A word of a command in a unit: `%` and `$` mean nothing in it. */
export function unitWord(word: string): string {
  const plain = word.replaceAll('%', '%%').replaceAll('$', '$$$$');
  if (/^[A-Za-z0-9_./=:@,+%$-]+$/.test(plain)) return plain;
  return `"${plain.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** The first word of a command in a unit, where no variable is replaced. */
export const unitProgram = (path: string): string => quotedPath(path);

/** A path in a list of them. */
export const unitPath = (path: string): string => quotedPath(path);

/** A path that is the whole value. */
export const unitWhole = (path: string): string => path.replaceAll('%', '%%');

function quotedPath(path: string): string {
  const plain = path.replaceAll('%', '%%');
  return /^[A-Za-z0-9_./@,+%-]+$/.test(plain) ? plain : `"${plain}"`;
}

/** A text in YAML, in which compose replaces no variable. */
export const composeText = (text: string): string => JSON.stringify(text).replaceAll('$', '$$$$');
