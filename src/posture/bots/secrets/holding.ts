import type { Eyes } from '../../eyes.ts';
import { Files } from '../files/files.ts';
import { entriesOf, itemsOf, type Part, textOf } from '../files/part.ts';
import type { FoundBot } from '../found.ts';
import { isPlaceholder } from '../settings/samples.ts';
import { octobotSecrets } from './fake.ts';

/** How the secrets of a settings file are kept; `looks-encrypted`: with a key that is public. */
export type Holding = 'plain' | 'looks-encrypted' | 'encrypted' | 'nothing' | 'unread';

const SECRET = /(?:key|secret|token|passphrase|password|mnemonic)$/i;
const NO_SECRET = /(?:sort|primary|public|cache|group|foreign)_?key$|^(?:no|requires?|use)[-_]/i;
const IN_CODE = /([\w.-]*(?:key|secret|token|passphrase|password))["']?\s*[:=]\s*["']([^"'\s]{8,})["']/gi;

/** How each settings file of a bot keeps its secrets. */
export async function holdingsOf(
  eyes: Eyes,
  bot: FoundBot,
  signal: AbortSignal,
): Promise<readonly { readonly file: string; readonly holds: Holding }[]> {
  const files = new Files(eyes, signal);
  return Promise.all(bot.settingsFiles.map(async (file) => ({ file, holds: await holdingOf(files, bot, file) })));
}

async function holdingOf(files: Files, bot: FoundBot, file: string): Promise<Holding> {
  const text = await files.text(file);
  if (text === undefined) return 'unread';
  if (file.endsWith('/.password_verification')) return 'encrypted';
  if (/\.(?:py|[mc]?[jt]s|toml|ini)$/.test(file)) return isInCode(text) ? 'plain' : 'nothing';
  const part = await files.part(file);
  if (part === undefined) return text.trim() === '' ? 'nothing' : 'unread';
  const octobot = bot.kind === 'octobot' ? octobotSecrets(bot.name, { path: file, part }) : [];
  const values = secretsBelow(part, '', 0).filter((value) => !/^gAAAA[\w-]+={0,2}$/.test(value));
  const encrypted = values.filter((value) => /^7b22[0-9a-f]{100,}$/i.test(value));
  if (values.length > encrypted.length) return 'plain';
  if (octobot.some(({ state }) => state === 'public-key')) return 'looks-encrypted';
  return encrypted.length > 0 || octobot.length > 0 ? 'encrypted' : 'nothing';
}

const isInCode = (text: string): boolean =>
  [...text.matchAll(IN_CODE)].some(([, name = '', value]) => isSecret(name, value));

/** The values whose names say that they are secrets; placeholders are none. */
function secretsBelow(part: Part, name: string, depth: number): readonly string[] {
  if (depth > 20) return [];
  const entries = entriesOf(part);
  if (entries !== undefined) return [...entries].flatMap(([one, inner]) => secretsBelow(inner, one, depth + 1));
  if (Array.isArray(part.value)) return itemsOf(part).flatMap((item) => secretsBelow(item, name, depth + 1));
  const text = typeof part.value === 'string' ? textOf(part) : undefined;
  return text !== undefined && isSecret(name, text) ? [text] : [];
}

const isSecret = (name: string, value: string | undefined): boolean =>
  value !== undefined &&
  value.length >= 8 &&
  SECRET.test(name) &&
  !NO_SECRET.test(name) &&
  !/\s/.test(value) &&
  !isPlaceholder(value);
