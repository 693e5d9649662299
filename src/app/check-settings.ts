import { resolve } from 'node:path';
import { checkSettingsFile, findSettings, type SettingsProblem } from '../config/index.ts';
import { KeywardError } from '../core/index.ts';
import { lintPolicy } from '../policy/index.ts';
import { deadManNotices } from './dead-man-facts.ts';
import { exchangeProblems } from './fit-settings.ts';
import type { SessionParts } from './session.ts';

/** Something about a settings file. `error`: it cannot be used so; `warn`: a limit is missing or cannot work; `note`: worth knowing. */
export interface SettingsFinding extends SettingsProblem {
  readonly level: 'error' | 'warn' | 'note';
  /** What kind of finding; `invalid` for what the file cannot say at all. */
  readonly id: string;
}

export interface SettingsCheck {
  readonly file: string;
  readonly keys: number;
  readonly bots: number;
  readonly findings: readonly SettingsFinding[];
}

/** Checks a settings file in full: each problem with its place, then what its owner may not have meant. Throws `config-missing` when there is none. */
export function checkSettings(parts: SessionParts, file: string | undefined): SettingsCheck {
  const named = file === undefined ? parts.config : resolve(parts.folder, file);
  const path = findSettings(named, parts.folder, parts.environment.configFolder);
  if (path === undefined) throw new KeywardError('config-missing', `there is no keyward.yaml in ${parts.folder}`);
  const { settings, problems, placeOf } = checkSettingsFile(path);
  if (!settings)
    return {
      file: path,
      keys: 0,
      bots: 0,
      findings: problems.map((problem) => ({ ...problem, level: 'error', id: 'invalid' })),
    };
  const at = (keys: string) => ({ file: path, ...placeOf(keys.split('.')), path: keys });
  const findings: SettingsFinding[] = [
    ...exchangeProblems(settings).map(({ path: keys, message }) => ({
      ...at(keys),
      level: 'error' as const,
      id: 'invalid',
      message,
    })),
    ...lintPolicy(settings.bots, settings.scopes).map(({ level, id, path: keys, message }) => ({
      ...at(keys),
      level,
      id,
      message,
    })),
    ...deadManNotices(settings).map(({ key, says }) => ({
      ...at(`kill.deadMan.${key}`),
      level: 'note' as const,
      id: 'dead-man',
      message: says,
    })),
  ];
  return { file: path, keys: Object.keys(settings.keys).length, bots: Object.keys(settings.bots).length, findings };
}
