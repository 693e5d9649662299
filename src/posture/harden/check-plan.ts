import { isIP } from 'node:net';
import { KeywardError } from '../../core/index.ts';
import { checkApart, isOfSystem } from './apart.ts';
import type { BotPlan, HardenPlan, Reach } from './plan.ts';
import { isTakenName } from './taken-names.ts';

/** `useradd` and `systemd-sysusers` take these; a longer name is cut by some programs. */
const USER = /^[a-z_][a-z0-9_-]{0,30}$/;
const UNIT = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,199}$/;
const HOST = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i;
/** Has a meaning in one of the files that no quoting takes away, or cannot be seen: quotes, backslashes, colons, patterns, controls. */
const UNFIT = /["\\:*?[\]{}\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffd]/;
const HALF_PAIR = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const TAKEN_UNITS = new Set([
  'keyward',
  'keyward-firewall',
  'keyward-names',
  'nftables',
  'ssh',
  'cron',
  'dbus',
  'getty',
]);
const MOST_BOTS = 50;
const MOST_REACHES = 500;
const MOST_WORDS = 100;

/** Throws `usage` for what cannot stand in the files, or would undo what they are for. */
export function checkPlan({ keyward, bots, sshPort }: HardenPlan): void {
  checkUser('--user', keyward.user);
  checkFolder('the state folder of Keyward', keyward.home);
  checkPath('--settings', keyward.settings);
  checkCommand('--keyward-command', keyward.command);
  checkPort('the port of Keyward', keyward.port);
  checkPort('--ssh-port', sshPort);
  checkReaches(keyward.reaches);
  for (const name of keyward.credentials) checkWord('the name of a credential', name);
  for (const { path } of keyward.secretFiles) checkPath('a file of the settings', path);
  checkApart({ keyward, bots });
  if (bots.length > MOST_BOTS) refuse(`more than ${MOST_BOTS} bots: give each with --bot`);
  for (const bot of bots) checkBot(bot, keyward);
  checkOnce(
    'user',
    bots.map(({ user }) => user),
  );
  checkOnce(
    'unit',
    bots.map(({ unit }) => unit),
  );
}

function checkBot(bot: BotPlan, { user }: HardenPlan['keyward']): void {
  checkUser('--bot-user', bot.user);
  if (bot.user === user) refuse(`the bot ${bot.name} and Keyward have one user, ${user}: it could read every key`);
  if (!UNIT.test(bot.unit) || TAKEN_UNITS.has(bot.unit) || isTakenName(bot.unit))
    refuse(`the bot ${bot.name} cannot have the unit ${bot.unit}`);
  if (bot.command !== undefined) checkCommand('--bot-command', bot.command);
  checkReaches(bot.reaches);
  for (const port of bot.localPorts) checkPort('--bot-local', port);
  if (bot.folder === undefined) return;
  checkFolder('--bot-folder', bot.folder);
}

function checkUser(what: string, user: string): void {
  if (!USER.test(user))
    refuse(`${what} is not the name of a user (lower-case letters, digits, dashes): ${JSON.stringify(user)}`);
  if (isTakenName(user)) refuse(`${what} is ${user}, which others have too: give a user of its own`);
}

function checkPath(what: string, path: string): void {
  if (!path.startsWith('/') || path.length > 1_000) refuse(`${what} is not an absolute path: ${JSON.stringify(path)}`);
  if (UNFIT.test(path) || HALF_PAIR.test(path) || /^\s|\s$|[^\S ]/.test(path))
    refuse(
      `${what} has a character that cannot stand in these files (quotes, backslashes, colons, patterns, line ends): ${JSON.stringify(path)}`,
    );
  if (/\/\/|\/\.{1,2}(?:\/|$)|.\/$/.test(path)) refuse(`${what} is not a plain path: ${JSON.stringify(path)}`);
}

function checkFolder(what: string, path: string): void {
  checkPath(what, path);
  if (isOfSystem(path)) refuse(`${what} is a folder of the system: ${path}`);
}

function checkCommand(what: string, words: readonly string[]): void {
  if (words.length > MOST_WORDS) refuse(`${what} has more than ${MOST_WORDS} words`);
  const [program = ''] = words;
  checkPath(`the program of ${what}`, program);
  for (const word of words.slice(1)) {
    if (word.length > 2_000 || /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(word) || HALF_PAIR.test(word))
      refuse(`${what} has a word with a character that cannot stand in a unit: ${JSON.stringify(word)}`);
  }
}

function checkReaches(reaches: readonly Reach[]): void {
  if (reaches.length > MOST_REACHES) refuse(`more than ${MOST_REACHES} hosts are to be reached`);
  for (const { host, port } of reaches) {
    if (isIP(host) === 0 && !HOST.test(host)) refuse(`not the name of a host: ${JSON.stringify(host)}`);
    checkPort(`the port of ${host}`, port);
  }
}

function checkPort(what: string, port: number): void {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) refuse(`${what} is not a port from 1 to 65535: ${port}`);
}

function checkWord(what: string, name: string): void {
  if (!/^[A-Za-z0-9_][A-Za-z0-9_.@-]{0,199}$/.test(name))
    refuse(`${what} cannot stand in a unit: ${JSON.stringify(name)}`);
}

function checkOnce(what: string, names: readonly string[]): void {
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined)
    refuse(`two bots have the ${what} ${twice}: give each one of its own (--bot with --bot-user)`);
}

function refuse(message: string): never {
  throw new KeywardError('usage', message);
}
