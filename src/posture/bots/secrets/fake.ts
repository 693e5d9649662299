import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FakeEncrypted } from '../../secrets/bot-secrets.ts';
import { entriesOf, partAt, textOf } from '../files/part.ts';
import { isPlaceholder } from '../settings/samples.ts';
import type { SettingsFile } from '../settings/settings-file.ts';

/** The first half signs: it stands in OctoBot's public source, octobot/constants.py and octobot_commons/__init__.py, read 2026-11-23. */
const PUBLIC_SIGNING_KEY = Buffer.from('uVEw_JJe7uiXepaU_DR4T-ThkjZlDn8Pzl8hYPIv7w0=', 'base64url').subarray(0, 16);
const VALUES = ['api-key', 'api-secret', 'api-password'];

/** The exchange keys in OctoBot's `user/config.json`, by how they are kept. */
export function octobotSecrets(bot: string, { path, part }: SettingsFile): readonly FakeEncrypted[] {
  const values = [...(entriesOf(partAt(part, 'exchanges')) ?? [])].flatMap(([exchange, entry]) =>
    VALUES.flatMap((name) => {
      const found = partAt(entry, name);
      const text = textOf(found);
      if (found === undefined || text === undefined || isPlaceholder(text)) return [];
      return [{ name: `${exchange} ${name}`, line: found.line, state: stateOf(text) }];
    }),
  );
  return (['public-key', 'plain', 'other-key'] as const).flatMap((state) => {
    const alike = values.filter((value) => value.state === state);
    const [first] = alike;
    if (first === undefined) return [];
    return [{ bot, names: alike.map(({ name }) => name), state, place: { file: path, line: first.line } }];
  });
}

/** A Fernet token names its version first and is signed at its end: the signature proves the key. */
function stateOf(text: string): 'public-key' | 'plain' | 'other-key' {
  const bytes = Buffer.from(text, 'base64url');
  if (!/^gAAAA[\w-]+={0,2}$/.test(text) || bytes.length < 73 || bytes[0] !== 0x80) return 'plain';
  const signature = createHmac('sha256', PUBLIC_SIGNING_KEY).update(bytes.subarray(0, -32)).digest();
  return timingSafeEqual(signature, bytes.subarray(-32)) ? 'public-key' : 'other-key';
}

/** Jesse's table of exchange keys, where the plugin for live trading is set up. */
export function jesseSecrets(bot: string, { path, part }: SettingsFile): readonly FakeEncrypted[] {
  const token = partAt(part, 'LICENSE_API_TOKEN');
  if (token === undefined || isPlaceholder(textOf(token))) return [];
  return [{ bot, names: ['its exchange keys'], state: 'table', place: { file: path, line: token.line } }];
}
