import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { KeywardError } from '../core/index.ts';
import type { HardenFile } from '../posture/index.ts';

/** The name of a file in the folder for review. */
export const reviewName = ({ path }: HardenFile): string => basename(path);

/**
 * Writes the files into a folder for review, which is new, empty, or holds the very same files. Gives the paths that were written. Throws
 * `usage` before the first is written where something else is in it, `file-failed` where the disk refuses.
 */
export function writeForReview(folder: string, files: readonly HardenFile[]): readonly string[] {
  try {
    mkdirSync(folder, { recursive: true });
    const there = new Set(readdirSync(folder));
    const names = new Set(files.map(reviewName));
    const strange = [...there].find((name) => !names.has(name));
    if (strange !== undefined)
      throw new KeywardError('usage', `${folder} is not empty: there is ${JSON.stringify(strange)} in it`);
    const missing = files.filter((file) => !there.has(reviewName(file)));
    for (const file of files) {
      if (there.has(reviewName(file)) && !isSame(join(folder, reviewName(file)), file.text))
        throw new KeywardError(
          'usage',
          `${join(folder, reviewName(file))} is there and differs: it is not overwritten`,
        );
    }
    return missing.map((file) => {
      const path = join(folder, reviewName(file));
      writeFileSync(path, file.text, { flag: 'wx', mode: 0o600 });
      chmodSync(path, Number.parseInt(file.mode, 8));
      return path;
    });
  } catch (error) {
    if (error instanceof KeywardError) throw error;
    const { code = 'unknown', path = folder } = error as NodeJS.ErrnoException;
    throw new KeywardError('file-failed', `${path} cannot be written (${code})`, { cause: error });
  }
}

/** A link is never the same: what is behind it may be another tomorrow. */
function isSame(path: string, text: string): boolean {
  return lstatSync(path).isFile() && readFileSync(path, 'utf8') === text;
}
