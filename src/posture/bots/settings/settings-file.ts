import { type BotSettings, noSettings } from '../facts.ts';
import type { Part } from '../files/part.ts';

/** A settings file that was read and understood. */
export interface SettingsFile {
  readonly path: string;
  readonly part: Part;
}

/** Several sets of settings of one bot as one. */
export function joined(sets: readonly BotSettings[]): BotSettings {
  const all = <Name extends keyof BotSettings>(name: Name) => sets.flatMap((set) => set[name] as readonly unknown[]);
  const names = Object.keys(noSettings) as (keyof BotSettings)[];
  return { ...noSettings, ...Object.fromEntries(names.map((name) => [name, all(name)])) };
}

/** The file of this name, or the first whose path fits. */
export const fileOf = (read: readonly SettingsFile[], pattern: RegExp): SettingsFile | undefined =>
  read.find(({ path }) => pattern.test(path));
