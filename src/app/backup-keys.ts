import { existsSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { backEndOf, type From } from '../vault/index.ts';
import { type Piece, smallFile } from './backup-files.ts';
import { isOurPath, type Manifest } from './backup-manifest.ts';
import { type PlacesParts, placeOf } from './places.ts';

type KeyPlace = Manifest['keys'][number];

/** Of a key that the practice exchange keeps itself. */
export const PRACTICE_PLACE = 'the practice exchange';

export interface KeyPlaces {
  readonly keys: KeyPlace[];
  /** Files beside the settings from which keys are read, and that move with them. */
  readonly pieces: readonly Piece[];
  /** What stays, a sentence each. */
  readonly outside: readonly string[];
}

/** Where each exchange key lives, and whether it moves with a backup. Files of NAME=value lines do only where that is asked for. */
export async function keyPlaces(
  parts: PlacesParts,
  { withPractice, withDotenv }: { readonly withPractice: boolean; readonly withDotenv: boolean },
): Promise<KeyPlaces> {
  const folder = parts.settingsPath === undefined ? '.' : dirname(parts.settingsPath);
  const pieces = new Map<string, Piece>();
  const outside: string[] = [];
  /** True when the file moves. */
  const take = (file: string): boolean => {
    const onDisk = resolve(folder, file);
    const path = `settings/${relative(folder, onDisk)}`;
    if (!isOurPath(path) || !existsSync(onDisk)) return false;
    if (!pieces.has(path)) pieces.set(path, smallFile(path, onDisk));
    return true;
  };
  const isMoved = (from: From | undefined): KeyPlace['is'] => {
    if (from === undefined) return 'host';
    const { backEnd, settings } = backEndOf(from);
    if (backEnd.isRemote) return 'remote';
    const { file } = settings as { readonly file?: string };
    if (backEnd.id === 'age') return file === undefined || take(file) ? 'inside' : 'host';
    return backEnd.id === 'dotenv' && withDotenv && file !== undefined && take(file) ? 'inside' : 'host';
  };
  const keys: KeyPlace[] = [];
  for (const [name, { exchange, environment, from }] of Object.entries(parts.settings.keys)) {
    const known = { name, exchange, environment };
    if (environment === 'practice' && from === undefined) {
      keys.push({ ...known, where: PRACTICE_PLACE, is: withPractice ? 'inside' : 'host' });
      continue;
    }
    const place = placeOf(name, parts);
    await place.close?.();
    const key = { ...known, where: place.where, is: isMoved(from) };
    keys.push(key);
    const isLeft = from !== undefined && 'dotenv' in from && !withDotenv;
    if (key.is !== 'inside')
      outside.push(`the exchange key ${name}: ${place.where}${isLeft ? ' (take --with-dotenv)' : ''}`);
  }
  return { keys, pieces: [...pieces.values()], outside };
}
