import { basename, posix } from 'node:path';
import type { BotKind } from '../found.ts';
import { type ComposeCommand, composeCommandOf } from './compose-command.ts';
import { kindOfImage } from './kinds.ts';

/** What a command line starts, as far as it tells. */
export interface Command {
  /** The program and its script, without any other argument. */
  readonly program: string;
  /** Where the command itself says which bot it is. */
  readonly kind?: BotKind;
  /** The file that is run, as it was named. */
  readonly script?: string;
  /** The module that is run (`python -m`). */
  readonly module?: string;
  readonly language?: 'python' | 'node';
  /** Settings files that it names, and folders of them. */
  readonly settings: readonly string[];
  readonly settingsFolders: readonly string[];
  /** Compose files that it brings up. */
  readonly compose?: ComposeCommand;
}

const PYTHON = /^(?:python|pypy)[\d.]*$/;
const NODE = /^(?:node|nodejs|bun|deno|tsx|ts-node)$/;
const WRAPPERS = /^(?:env|nice|ionice|nohup|stdbuf|setsid|exec|time|tini|dumb-init|gosu|su-exec|setpriv|xvfb-run)$/;
/** Options of python and node that take the next word. */
const TAKE_ONE = new Set(['-W', '-X', '--check-hash-based-pycs', '-r', '--require', '--import', '--loader']);
/** Behind these there is a program text, not a file. */
const EVAL = new Set(['-c', '-e', '-p', '--eval', '--print', '-']);

/** Reads a command line; undefined where it starts neither a bot nor a script that could be one. */
export function commandOf(argv: readonly string[]): Command | undefined {
  const words = unwrapped(argv);
  const [first = '', ...rest] = words;
  const name = basename(first);
  const compose = composeCommandOf(words) ?? (PYTHON.test(name) ? composeCommandOf(rest) : undefined);
  if (compose !== undefined) return { program: 'docker compose', settings: [], settingsFolders: [], compose };
  if (PYTHON.test(name)) return scripted(name, 'python', rest);
  if (NODE.test(name)) return scripted(name, 'node', name === 'deno' || name === 'bun' ? withoutRun(rest) : rest);
  if (/^(?:docker|podman)$/.test(name)) return ofContainer(name, rest);
  const kind = kindOf(first, undefined, rest);
  return kind === undefined ? undefined : { program: first, kind, script: first, ...settingsOf(kind, rest) };
}

const withoutRun = (words: readonly string[]): readonly string[] => (words[0] === 'run' ? words.slice(1) : words);

/** Without `env A=B`, `nice -n 5` and their like in front. */
function unwrapped(argv: readonly string[]): readonly string[] {
  let words = argv;
  for (let turn = 0; turn < 5 && WRAPPERS.test(basename(words[0] ?? '')); turn += 1) {
    const next = words.findIndex(
      (word, at) => at > 0 && !word.startsWith('-') && !/^\d+$/.test(word) && !/^\w+=/.test(word),
    );
    if (next === -1) return [];
    words = words.slice(next);
  }
  return words;
}

function scripted(program: string, language: 'python' | 'node', words: readonly string[]): Command | undefined {
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] as string;
    const rest = words.slice(at + 2);
    if (language === 'python' && word === '-m') return ofModule(program, words[at + 1] ?? '', rest);
    if (EVAL.has(word)) return undefined;
    if (TAKE_ONE.has(word)) at += 1;
    else if (!word.startsWith('-')) return ofScript(program, language, word, words.slice(at + 1));
  }
  return undefined;
}

function ofModule(program: string, module: string, rest: readonly string[]): Command | undefined {
  if (module === '') return undefined;
  const kind = kindOf(undefined, module, rest);
  const base = { program: `${program} -m ${module}`, module, language: 'python' as const };
  return { ...base, ...(kind === undefined ? {} : { kind }), ...settingsOf(kind, rest) };
}

function ofScript(program: string, language: 'python' | 'node', script: string, rest: readonly string[]): Command {
  const kind = kindOf(script, undefined, rest);
  const base = { program: `${program} ${script}`, script, language };
  return { ...base, ...(kind === undefined ? {} : { kind }), ...settingsOf(kind, rest) };
}

function ofContainer(program: string, words: readonly string[]): Command | undefined {
  if (!words.includes('run')) return undefined;
  const image = words.find((word) => kindOfImage(word) !== undefined);
  const kind = image === undefined ? undefined : kindOfImage(image);
  if (image === undefined || kind === undefined) return undefined;
  return { program: `${program} run ${image}`, kind, settings: [], settingsFolders: [] };
}

/** The bot that a program or module is when it is started to trade: `freqtrade trade`, not `freqtrade backtesting`. */
function kindOf(script: string | undefined, module: string | undefined, rest: readonly string[]): BotKind | undefined {
  const name = script === undefined ? '' : basename(script);
  const action = rest.find((word) => !word.startsWith('-'));
  if (name === 'freqtrade' || module === 'freqtrade')
    return action === 'trade' || action === 'webserver' ? 'freqtrade' : undefined;
  if (/^hummingbot(?:_quickstart)?\.py$/.test(name) || module === 'hummingbot.cli.engine') return 'hummingbot';
  if (name === 'OctoBot') return action === 'tentacles' ? undefined : 'octobot';
  if (name === 'jesse') return action === 'run' ? 'jesse' : undefined;
  if (name === 'passivbot') return action === 'live' ? 'passivbot' : undefined;
  return undefined;
}

function settingsOf(kind: BotKind | undefined, rest: readonly string[]): Pick<Command, 'settings' | 'settingsFolders'> {
  if (kind === 'freqtrade')
    return {
      settings: valuesOf(rest, ['-c', '--config']),
      settingsFolders: valuesOf(rest, ['-d', '--userdir', '--user-data-dir']),
    };
  if (kind === 'passivbot')
    return { settings: rest.filter((word) => /\.h?json$/.test(word) && !word.startsWith('-')), settingsFolders: [] };
  return { settings: [], settingsFolders: [] };
}

function valuesOf(words: readonly string[], names: readonly string[]): string[] {
  return words.flatMap((word, at) => {
    const joined = names.find((name) => name.startsWith('--') && word.startsWith(`${name}=`));
    if (joined !== undefined) return [word.slice(joined.length + 1)];
    const next = words[at + 1];
    return names.includes(word) && next !== undefined && next !== '-' ? [next] : [];
  });
}

/** A path as a process or unit that runs in this folder means it; undefined where that is not known. */
export function resolved(path: string, folder: string | undefined): string | undefined {
  if (path.startsWith('/')) return posix.normalize(path);
  return folder === undefined ? undefined : posix.join(folder, path);
}
