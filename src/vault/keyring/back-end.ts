import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { KeywardError, type Secret } from '../../core/index.ts';
import { backEnd, type VaultContext } from '../back-end.ts';
import { fields, wholeOrParts } from '../flat-names.ts';
import type { Parts } from '../names.ts';
import { writeDocument } from '../payload.ts';
import { readWholeOrParts } from '../whole-or-parts.ts';
import { SecretTool } from './secret-tool.ts';

const KEYRING_EVERY_MS = 60_000;

const schema = z
  .strictObject({
    service: z.string().min(1).max(200).default('keyward').describe('The attribute `service` of the item.'),
    account: wholeOrParts
      .optional()
      .describe("The attribute `account` of the item, or of one for each part. Default: the key's name."),
    fields,
  })
  .describe('The keyring of the desktop (GNOME Keyring, KWallet, KeePassXC), by the program `secret-tool`.');

/** Items of the Secret Service, the keyring of a Linux desktop. It opens when the owner logs in, and closes with the session. */
export const keyring = backEnd({
  id: 'keyring',
  schema,
  fields: (settings) => settings.fields ?? {},
  isRemote: false,
  open: ({ service, account: named }, context) => {
    const account = named ?? context.key;
    const tool = new SecretTool(() => busOf(context));
    const { names } = context;
    const where = (each: string): string => `the keyring item ${service}/${each}`;
    const store = (each: string, value: Buffer): Promise<void> => tool.store({ service, account: each }, value);
    return {
      where: where(typeof account === 'string' ? account : account.secret),
      lookEveryMs: KEYRING_EVERY_MS,
      read: () =>
        readWholeOrParts(account, names, where, async (each) => {
          const found = await tool.lookup({ service, account: each });
          if (found === undefined) {
            throw new KeywardError('credential-missing', `the keyring holds no item ${service}/${each}`, {
              lines: [`secret-tool store --label=Keyward service ${service} account ${each}`],
            });
          }
          return found;
        }),
      write: async (parts: Parts) => {
        if (typeof account === 'string') {
          const before = await tool.lookup({ service, account });
          return store(account, writeDocument(before, names, parts, where(account)));
        }
        // The secret last: with an id that is not its own, nothing is signed that the exchange accepts.
        if (names.id.length > 0) await store(account.key, Buffer.from(parts.id, 'utf8'));
        if (parts.passphrase && account.passphrase !== undefined)
          await store(account.passphrase, copy(parts.passphrase));
        await store(account.secret, copy(parts.secret));
      },
    };
  },
});

function copy(secret: Secret): Buffer {
  return secret.openBytes((bytes) => Buffer.from(bytes));
}

/** What `secret-tool` needs to find the keyring, and nothing else of the environment. */
function busOf({ variables }: VaultContext): Readonly<Record<string, string>> {
  const kept = ['PATH', 'HOME', 'DBUS_SESSION_BUS_ADDRESS', 'XDG_RUNTIME_DIR'].flatMap((name) => {
    const value = variables[name];
    return value ? [[name, value] as const] : [];
  });
  const { DBUS_SESSION_BUS_ADDRESS: address, XDG_RUNTIME_DIR: folder } = Object.fromEntries(kept);
  if (address === undefined && (folder === undefined || !existsSync(join(folder, 'bus')))) {
    throw new KeywardError('vault-unsupported', 'there is no session bus, so there is no keyring', {
      lines: ['a service has none: keep the credential in `age` or `systemd` there'],
    });
  }
  return { ...Object.fromEntries(kept), LC_ALL: 'C' };
}
