import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makePrivateFolder, writeFileDurably } from '../core/index.ts';

/** A file that was restored beside the settings. */
export interface PlacedFile {
  readonly file: string;
  /** `beside`: another one has its name, so it was put under a name of its own. `same`: it was there already, to the byte. */
  readonly is: 'new' | 'same' | 'beside';
}

/**
 * Puts every file below one folder into another, over nothing that is there; gives what became of each, by its path below the folder. Done
 * twice, it does nothing the second time.
 */
export function placeSettings(from: string, to: string): ReadonlyMap<string, PlacedFile> {
  return new Map(
    namesBelow(from).map((name) => {
      const bytes = readFileSync(join(from, name));
      try {
        return [name, place(join(to, name), bytes)] as const;
      } finally {
        bytes.fill(0);
      }
    }),
  );
}

function place(wanted: string, bytes: Buffer): PlacedFile {
  for (let tries = 0; ; tries++) {
    const file = tries === 0 ? wanted : tries === 1 ? `${wanted}.restored` : `${wanted}.restored-${tries}`;
    if (existsSync(file)) {
      if (!readFileSync(file).equals(bytes)) continue;
      return { file, is: tries === 0 ? 'same' : 'beside' };
    }
    makePrivateFolder(dirname(file));
    writeFileDurably(file, bytes);
    return { file, is: tries === 0 ? 'new' : 'beside' };
  }
}

/** Regular files, as paths below the folder. */
function namesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) =>
      entry.isDirectory()
        ? namesBelow(join(folder, entry.name)).map((name) => join(entry.name, name))
        : entry.isFile()
          ? [entry.name]
          : [],
    )
    .sort();
}
