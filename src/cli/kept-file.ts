import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Context } from './command.ts';
import { paragraph } from './paragraph.ts';

/** What is to be done with the file from which a key came; nothing for standard input, or the file in which the key lives now. */
export function fileLines({ style, columns }: Context, file: string | undefined, livesIn?: string): string[] {
  if (file === undefined || file === '-' || (livesIn !== undefined && resolve(livesIn) === resolve(file))) return [];
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile()) return [];
  const mode = found.mode & 0o777;
  const open = `other users of this host can read ${file} (mode ${mode.toString(8)}). Where one of them may have, replace the key on the exchange.`;
  return [
    '',
    ...((mode & 0o077) === 0 ? [] : paragraph(`${style.red('WARNING')} ${open}`, columns)),
    ...paragraph(`The key stands in ${file} too: delete that file, and its copies and backups.`, columns),
  ];
}
