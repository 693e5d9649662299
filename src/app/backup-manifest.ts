import { z } from 'zod';
import { fitsArchive } from './archive.ts';

/** The first file of a backup: what is in it, and what had to stay outside. */
export const MANIFEST = 'manifest.json';
export const MAX_MANIFEST_BYTES = 8 * 1024 * 1024;
const MAX_FILES = 20_000;
/** One small file; only segments of the journal are larger. */
export const MAX_SMALL_BYTES = 64 * 1024 * 1024;

const count = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
const text = z.string().max(2_000);

export const manifestSchema = z.strictObject({
  keywardBackup: z.literal(1),
  /** Of Keyward. */
  version: text,
  madeAt: z.iso.datetime(),
  /** SHA-256 of the host's name. */
  host: z.string().regex(/^[0-9a-f]{64}$/),
  /** Keyward ran while it was made: the old host went on afterwards. */
  wasRunning: z.boolean(),
  haltLevel: text,
  /** Entries of the journal that were verified. */
  entries: count,
  /** The settings file, below `settings/`; absent where Keyward ran without one. */
  settingsFile: text.optional(),
  /** Where the identity of the vault is: in the backup, in it under its own passphrase, or where the settings say. `none`: there is no vault. */
  identity: z.enum(['none', 'inside', 'passphrase', 'elsewhere']),
  unlockedBy: text.optional(),
  keys: z
    .array(
      z.strictObject({
        name: text,
        exchange: text,
        environment: text,
        where: text,
        /** `remote`: the new host must reach it by a right of its own; `host`: it is to be put there anew. */
        is: z.enum(['inside', 'remote', 'host']),
      }),
    )
    .max(10_000),
  bots: z.array(text).max(10_000),
  /** What is not in the backup, a sentence each. */
  outside: z.array(text).max(10_000),
  files: z
    .array(z.strictObject({ path: text, size: count, sha256: z.string().regex(/^[0-9a-f]{64}$/) }))
    .max(MAX_FILES),
});

export type Manifest = z.infer<typeof manifestSchema>;

/** Files of the state folder that move with it, by name; in the order in which they are read. */
export const STATE_FILES = [
  'vault.age',
  'vault.key',
  'vault.key.age',
  'seal.key',
  'seal.key.age',
  'bots.json',
  'address.json',
  'halt.json',
] as const;

const NAME = '[A-Za-z0-9_][A-Za-z0-9._-]{0,119}';
const OURS = [
  new RegExp(`^state/(?:${STATE_FILES.map((name) => name.replaceAll('.', String.raw`\.`)).join('|')})$`),
  new RegExp(`^state/(?:nonces|practice)/${NAME}$`),
  /^state\/journal\/\d{20}\.jsonl$/,
  new RegExp(`^state/journal/torn/${NAME}$`),
];
const SETTINGS = new RegExp(String.raw`^settings/${NAME}\.ya?ml$`);
const BESIDE = new RegExp(String.raw`^settings/(?:${NAME}/){0,8}(?:${NAME}\.(?:age|env)|\.env(?:\.${NAME})?)$`);

/**
 * Whether a path is one of a backup: a list of what may be there, so that a file made by somebody else, for whom the owner's public key is
 * enough, can put nothing in a place where another program would run it.
 */
export function isOurPath(path: string): boolean {
  return fitsArchive(path) && [...OURS, SETTINGS, BESIDE].some((form) => form.test(path));
}
