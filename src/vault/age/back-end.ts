import { join, resolve } from 'node:path';
import { z } from 'zod';
import { KeywardError } from '../../core/index.ts';
import { backEnd } from '../back-end.ts';
import { fields } from '../flat-names.ts';
import { readDocument, writeDocument } from '../payload.ts';
import { VaultFile } from './vault-file.ts';

const FILE_EVERY_MS = 2_000;

const schema = z
  .strictObject({
    file: z
      .string()
      .min(1)
      .optional()
      .describe('The vault, beside keyward.yaml. Default: `vault.age` in the state folder.'),
    name: z.string().min(1).max(100).optional().describe("Where it stands in the vault. Default: the key's name."),
    fields,
  })
  .describe("Keyward's own vault: a file encrypted with age, which the `age` tool opens too.");

/** Keyward's own encrypted file. Its identity comes from where `vault.unlock` in the settings says. */
export const age = backEnd({
  id: 'age',
  schema,
  fields: (settings) => settings.fields ?? {},
  isRemote: false,
  open: ({ file, name }, { names, key, folder, home, identity }) => {
    const vault = new VaultFile(file === undefined ? join(home, 'vault.age') : resolve(folder, file), identity);
    const entry = name ?? key;
    const where = `${vault.path} (${entry})`;
    return {
      where,
      lookEveryMs: FILE_EVERY_MS,
      stamp: () => vault.stamp(),
      read: async () => {
        const document = await vault.read(entry);
        if (document === undefined) throw new KeywardError('credential-missing', `${vault.path} holds no ${entry}`);
        return readDocument(document, names, where);
      },
      checkWrite: () => vault.checkWrite(),
      write: (parts) => vault.write(entry, (before) => writeDocument(before, names, parts, where)),
    };
  },
});
