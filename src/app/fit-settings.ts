import { checkSettingsFile, type Settings, settingsFault } from '../config/index.ts';
import { type Environment, exchanges, inspections } from '../exchanges/index.ts';
import { deadManProblems } from './dead-man-facts.ts';
import { monitorProblems } from './fit-monitor.ts';

/** Reads settings that fit the exchanges as well; throws `config-invalid` telling every problem at once, each with file, line, column and path. */
export function readFitting(path: string): Settings {
  const { settings, problems, placeOf } = checkSettingsFile(path);
  if (!settings) throw settingsFault(path, problems);
  const unfit = exchangeProblems(settings).map(({ path: keys, message }) => ({
    file: path,
    ...placeOf(keys.split('.')),
    path: keys,
    message,
  }));
  if (unfit.length > 0) throw settingsFault(path, unfit);
  return settings;
}

interface KeyProblem {
  readonly path: string;
  readonly message: string;
}

/** What is wrong with keys as the exchanges see it. An exchange is reached on the practice exchange only, or not at all there. */
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
    if (!Object.hasOwn(inspections, exchange)) {
      problems.push({
        path: `keys.${name}.exchange`,
        message: `there is no exchange ${exchange}; there is ${Object.keys(inspections).sort().join(', ')}`,
      });
    } else if (practised.has(exchange) && environment !== 'practice') {
      problems.push({
        path: `keys.${name}`,
        message: `the keys of ${exchange} are either all practice keys or none is: set the environment of ${practiceKeysOf(exchange, settings)} to ${environment}, or take it out`,
      });
    }
  }
  return [...problems, ...useProblems(settings), ...deadManProblems(settings), ...monitorProblems(settings)];
}

function practiceKeysOf(exchange: string, { keys }: Settings): string {
  return Object.entries(keys)
    .filter(([, key]) => key.exchange === exchange && key.environment === 'practice')
    .map(([name]) => `keys.${name}`)
    .join(', ');
}

/** Bots use only keys that are for bots, on exchanges that Keyward serves. */
function useProblems({ keys, bots }: Settings): KeyProblem[] {
  const problems: KeyProblem[] = [];
  for (const [bot, { key: name }] of Object.entries(bots)) {
    const key = keys[name];
    if (!key || !Object.hasOwn(inspections, key.exchange)) continue;
    const path = `bots.${bot}.key`;
    if (!Object.hasOwn(exchanges, key.exchange)) {
      const served = Object.keys(exchanges).sort().join(', ');
      problems.push({ path, message: `keys of ${key.exchange} are audited, bots are served on ${served}` });
    } else if (key.vendor !== undefined) {
      problems.push({ path, message: `the key ${name} was given to ${key.vendor}, so no bot uses it` });
    } else if (key.purpose !== 'bots') {
      problems.push({ path, message: `the key ${name} is for ${key.purpose}, so no bot uses it` });
    }
  }
  for (const [name, { rotate }] of Object.entries(keys)) {
    if (rotate.automatic && (rotate.by === undefined || rotate.subAccount === undefined)) {
      problems.push({ path: `keys.${name}.rotate.automatic`, message: 'needs `by`, a master key, and `subAccount`' });
    }
    const maker = inspections[keys[name]!.exchange]?.maker;
    if (rotate.subAccount !== undefined && maker && !maker.subAccount.shape.test(rotate.subAccount)) {
      const message = `${rotate.subAccount} is not ${maker.subAccount.words}`;
      problems.push({ path: `keys.${name}.rotate.subAccount`, message });
    }
    if (rotate.by !== undefined && !maker && Object.hasOwn(inspections, keys[name]!.exchange)) {
      const message = `${keys[name]!.exchange} has no calls that make keys of sub-accounts`;
      problems.push({ path: `keys.${name}.rotate.by`, message });
    }
    if (rotate.by === undefined) continue;
    const path = `keys.${name}.rotate.by`;
    const master = keys[rotate.by];
    if (!master) problems.push({ path, message: `there is no key ${rotate.by}` });
    else if (master.purpose !== 'rotation')
      problems.push({ path, message: `the key ${rotate.by} has not the purpose rotation` });
    else if (master.environment !== keys[name]!.environment)
      problems.push({ path, message: `the key ${rotate.by} is of the environment ${master.environment}` });
    else if (master.exchange !== keys[name]!.exchange)
      problems.push({ path, message: `the key ${rotate.by} is of ${master.exchange}` });
  }
  return problems;
}

/** The practice exchange speaks as the live one. */
export function environmentOf(environment: string): Environment {
  return environment === 'testnet' || environment === 'demo' ? environment : 'live';
}

function hostsOf(exchange: string, environment: string): string[] {
  const hosts = Object.hasOwn(exchanges, exchange) ? exchanges[exchange]!.facts.hosts : [];
  return hosts.filter((host) => host.environment === environmentOf(environment)).map(({ name }) => name);
}
