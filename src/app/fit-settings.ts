import { checkSettingsFile, problemText, readSettings, type Settings } from '../config/index.ts';
import { KeywardError } from '../core/index.ts';
import { exchanges } from '../exchanges/index.ts';
import { environmentOf } from './keyward.ts';

/** Reads settings that fit the exchanges as well; throws `config-invalid` telling every problem at once, each with file, line, column and path. */
export function readFitting(path: string): Settings {
  const { settings, placeOf } = checkSettingsFile(path);
  if (!settings) return readSettings(path);
  const [first, ...rest] = exchangeProblems(settings).map(({ path: keys, message }) =>
    problemText({ file: path, ...placeOf(keys.split('.')), path: keys, message }),
  );
  if (first !== undefined) throw new KeywardError('config-invalid', first, { lines: rest });
  return settings;
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
  for (const [name, { exchange, environment, host }] of Object.entries(settings.keys)) {
    const hosts = hostsOf(exchange, environment);
    if (host !== undefined && Object.hasOwn(exchanges, exchange) && !hosts.includes(host)) {
      problems.push({
        path: `keys.${name}.host`,
        message: `${exchange} has no host ${host} for a ${environment} key; it has ${hosts.join(', ') || 'none'}`,
      });
    }
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

function hostsOf(exchange: string, environment: string): string[] {
  const hosts = Object.hasOwn(exchanges, exchange) ? exchanges[exchange]!.facts.hosts : [];
  return hosts.filter((host) => host.environment === environmentOf(environment)).map(({ name }) => name);
}
