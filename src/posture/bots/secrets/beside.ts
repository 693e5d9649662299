import type { PasswordBeside } from '../../secrets/bot-secrets.ts';
import type { FoundBot } from '../found.ts';
import type { Variable } from '../settings/environment.ts';
import { isPlaceholder } from '../settings/samples.ts';

const PASSWORDS = /^(?:CONFIG_PASSWORD|HBOT_PASSWORD|GATEWAY_PASSPHRASE)$/;

/** A file of Hummingbot that a password opens; undefined where it has none. */
export const encryptedOf = ({ kind, settingsFiles }: FoundBot): string | undefined =>
  kind === 'hummingbot'
    ? settingsFiles.find((path) => /\/connectors\/[^/]+\.yml$|\/\.password_verification$/.test(path))
    : undefined;

/** Passwords that lie with what they decrypt. What only the process holds is not on the disk. */
export function passwordsBeside(
  bot: FoundBot,
  variables: readonly Variable[],
  commands: readonly { readonly file: string; readonly words: readonly string[] }[],
): readonly PasswordBeside[] {
  const opens = encryptedOf(bot);
  if (opens === undefined) return [];
  const base = { bot: `bot ${bot.name}`, opens };
  const written = variables
    .filter(({ name, value, from }) => PASSWORDS.test(name) && !isPlaceholder(value) && from !== 'process')
    .map(({ name, file, line, from }) => ({
      ...base,
      name,
      isBeside: from !== 'file' || (bot.folder !== undefined && file.startsWith(`${bot.folder}/`)),
      place: { file, ...(line === undefined ? {} : { line }) },
    }));
  const given = commands
    .filter(({ words }) => words.some((word, at) => isPasswordOption(word, words[at + 1])))
    .map(({ file }) => ({ ...base, name: 'the option -p', isBeside: true, place: { file } }));
  const all = [...written, ...given];
  return all.filter(
    (one, at) => all.findIndex((other) => other.name === one.name && other.place.file === one.place.file) === at,
  );
}

function isPasswordOption(word: string, next: string | undefined): boolean {
  if (/^--config-password=./.test(word)) return true;
  return (
    (word === '-p' || word === '--config-password') &&
    next !== undefined &&
    !next.startsWith('$') &&
    !next.startsWith('-')
  );
}
