import { z } from 'zod';
import { backEnd } from '../back-end.ts';
import { flatNames } from '../flat-names.ts';
import { shownName } from '../key-like.ts';
import { fromEnvironment } from './environment.ts';

const schema = z.strictObject(flatNames).describe('The environment of Keyward.');

/** Variables of Keyward's own process, as a shell, a unit file or a CI sets them. They cannot change while it runs. */
export const environment = backEnd({
  id: 'env',
  schema,
  fields: (settings) => settings,
  isRemote: false,
  open: (_settings, { variables, names }) => ({
    where: 'the environment',
    byHand: [
      `set ${[names.id[0], names.secret[0], names.passphrase[0]]
        .filter((name) => name !== undefined)
        .map(shownName)
        .join(', ')} where Keyward gets its variables: the unit, the container, the job`,
      'then stop `keyward up` and start it again, for a process does not see what is set after its start',
    ],
    read: async () => fromEnvironment(variables, names),
  }),
});
