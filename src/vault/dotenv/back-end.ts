import { resolve } from 'node:path';
import { z } from 'zod';
import { withFileLock } from '../../core/index.ts';
import { backEnd } from '../back-end.ts';
import { flatNames } from '../flat-names.ts';
import { fromDotenv } from './dotenv.ts';
import { checkDotenv, writeDotenv } from './write.ts';

const FILE_EVERY_MS = 2_000;

const schema = z
  .strictObject({ file: z.string().min(1).default('.env'), ...flatNames })
  .describe('A file of `NAME=value` lines, beside keyward.yaml, readable by its owner alone.');

export const dotenv = backEnd({
  id: 'dotenv',
  schema,
  fields: (settings) => settings,
  isRemote: false,
  open: ({ file }, { names, folder }) => {
    const path = resolve(folder, file);
    return {
      where: path,
      lookEveryMs: FILE_EVERY_MS,
      read: async () => fromDotenv(path, names),
      checkWrite: async () => checkDotenv(path),
      write: (parts) => withFileLock(path, () => writeDotenv(path, names, parts)),
    };
  },
});
