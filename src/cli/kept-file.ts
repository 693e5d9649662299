import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Context } from './command.ts';
import { paragraph } from './paragraph.ts';

/** A file from which a key came, and that stays. */
export interface KeptFile {
  readonly path: string;
  /** Permission bits, in octal. */
  readonly mode: string;
  readonly isOpen: boolean;
}

/** The file from which a key came, unless it is standard input or the one in which the key lives now. */
export function keptFile(file: string | undefined, livesIn?: string): KeptFile | undefined {
  if (file === undefined || file === '-' || (livesIn !== undefined && resolve(livesIn) === resolve(file))) return;
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile()) return;
  const mode = found.mode & 0o777;
  return { path: file, mode: mode.toString(8), isOpen: (mode & 0o077) !== 0 };
}

/** What is to be done with it. */
export function fileLines({ style, columns }: Context, kept: KeptFile | undefined): string[] {
  if (!kept) return [];
  const { path, mode, isOpen } = kept;
  const warning = isOpen
    ? paragraph(
        `${style.red('WARNING')} other users of this host can read ${path} (mode ${mode}). Where one of them may have, replace the key on the exchange.`,
        columns,
      )
    : [];
  return [
    '',
    ...warning,
    ...paragraph(`The key stands in ${path} too: delete that file, and its copies and backups.`, columns),
  ];
}
