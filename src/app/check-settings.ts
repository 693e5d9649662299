import { resolve } from 'node:path';
import { checkSettingsFile, findSettings, type Settings, type SettingsProblem } from '../config/index.ts';
import { KeywardError } from '../core/index.ts';
import { exchanges } from '../exchanges/index.ts';
import { lintPolicy } from '../policy/index.ts';
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
  ];
  return { file: path, keys: Object.keys(settings.keys).length, bots: Object.keys(settings.bots).length, findings };
}

interface KeyProblem {
  readonly path: string;
  readonly message: string;
}

/** What is wrong with keys as the exchanges see it. */
export function exchangeProblems(settings: Settings): readonly KeyProblem[] {
  const problems: KeyProblem[] = [];
  const practised = new Set(
    Object.values(settings.keys)
      .filter(({ environment }) => environment === 'practice')
      .map(({ exchange }) => exchange),
  );
  for (const [name, { exchange, environment }] of Object.entries(settings.keys)) {
    if (!Object.hasOwn(exchanges, exchange)) {
      problems.push({
        path: `keys.${name}.exchange`,
        message: `there is no exchange ${exchange}; there is ${Object.keys(exchanges).sort().join(', ')}`,
      });
    } else if (practised.has(exchange) && environment !== 'practice') {
      problems.push({
        path: `keys.${name}`,
        message: `the keys of ${exchange} are either all practice keys or none is`,
      });
    }
  }
  return problems;
}
