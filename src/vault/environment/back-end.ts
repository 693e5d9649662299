import { z } from 'zod';
import { backEnd } from '../back-end.ts';
import { flatNames } from '../flat-names.ts';
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
    read: async () => fromEnvironment(variables, names),
  }),
});
