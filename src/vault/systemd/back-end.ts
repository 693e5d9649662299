import { join } from 'node:path';
import { z } from 'zod';
import { KeywardError } from '../../core/index.ts';
import { backEnd } from '../back-end.ts';
import { fields, wholeOrParts } from '../flat-names.ts';
import { readPrivateFile } from '../private-file.ts';
import { readWholeOrParts } from '../whole-or-parts.ts';

const NAME = /^(?!\.{1,2}$)[^/\0]+$/;

const schema = z
  .strictObject({
    name: wholeOrParts
      .refine(
        (name) => (typeof name === 'string' ? [name] : Object.values(name)).every((each) => NAME.test(each ?? 'x')),
        'not the name of a credential: a slash has no place in it',
      )
      .describe('The name that the unit gives it: `LoadCredentialEncrypted=NAME:/path`; or one for each part.'),
    fields,
  })
  .describe(
    'A credential that systemd hands to the unit, decrypted, in memory: `LoadCredentialEncrypted=` or `LoadCredential=`.',
  );

/** Credentials of the systemd unit that runs Keyward. They cannot change while it runs. */
export const systemd = backEnd({
  id: 'systemd',
  schema,
  fields: (settings) => settings.fields ?? {},
  isRemote: false,
  open: ({ name }, { names, variables }) => {
    const where = (each: string): string => `the systemd credential ${each}`;
    return {
      where: where(typeof name === 'string' ? name : name.secret),
      byHand: [
        'systemd hands it to the unit, which only reads it; as root, for each credential of the unit:',
        ...(typeof name === 'string' ? [name] : Object.values(name))
          .filter((each) => each !== undefined)
          .map((each) => `systemd-creds encrypt --name=${each} FILE /etc/credstore.encrypted/${each}`),
        'then start the unit again',
      ],
      read: () => readWholeOrParts(name, names, where, async (each) => fetch(variables.CREDENTIALS_DIRECTORY, each)),
    };
  },
});

function fetch(folder: string | undefined, name: string): Buffer {
  if (!folder) {
    throw new KeywardError('vault-unsupported', `Keyward was not started by systemd with the credential ${name}`, {
      lines: [`write LoadCredentialEncrypted=${name} into the unit; it sets CREDENTIALS_DIRECTORY`],
    });
  }
  try {
    // systemd lets the unit's user alone into the folder; its access list shows as a mode that others seem to have.
    return readPrivateFile(join(folder, name), { isShared: true });
  } catch (error) {
    if (!(error instanceof KeywardError) || error.code !== 'credential-missing') throw error;
    throw new KeywardError('credential-missing', `the unit was given no systemd credential ${name}`);
  }
}
