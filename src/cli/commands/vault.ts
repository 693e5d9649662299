import { hostname } from 'node:os';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { type BackupRequest, makeBackup, openBackup, planBackup } from '../../app/index.ts';
import { KeywardError } from '../../core/index.ts';
import { backupLines, backupPlan, restoreLines, restorePlan } from '../backup-lines.ts';
import type { Context, Output, Register, Run } from '../command.ts';
import { confirm } from '../confirm.ts';

const backupHelp = `
One file, encrypted with age: with a passphrase that is asked for twice, or to
--recipient, the public key of an identity that you keep elsewhere (age-keygen
makes one); then nothing secret is needed here, and it can run every night.
Inside is a tar: keyward.yaml, the vault with its identity, the bot keys with
their seal, the halt level, nonces, plans of rotations, and the whole journal,
from which limits go on. \`age -d FILE | tar t\` lists it.

It works while \`keyward up\` runs. For a move, stop that first.

Examples:
  keyward vault backup --to keyward.age
  keyward vault backup --to /mnt/nas/keyward.age --force --recipient age1…
  keyward vault backup --to keyward.age --dry-run

With --json: {madeAt, wasRunning, haltLevel, entries, keys, bots, identity,
files, outside, warnings, file, bytes, sha256, opensWith}; the last four not
with --dry-run.`;

const restoreHelp = `
Into a KEYWARD_HOME that is empty or not there: all of it or nothing. The halt
level is at least \`halt\` afterwards, so that two hosts never trade at once;
\`keyward halt run\` raises it once the old host is stopped. Every key is due to
be replaced, as after any new host. keyward.yaml is put into the current folder,
beside one that is there.

A backup to a recipient can be made by whoever has that public key: restore only
what you made. Compare its SHA-256, which --dry-run tells, with the one that
\`keyward vault backup\` told.

Examples:
  keyward vault restore keyward.age
  keyward vault restore keyward.age --identity ~/owner-key.txt
  keyward vault restore keyward.age --dry-run

With --json: {home, madeAt, sha256, halt: {was, level}, entries, settings,
bots, outside, keys: [{key, exchange, environment, is, where, page?}], todo}.
With --dry-run: {manifest, isOtherHost, sha256, applied: false}.`;

interface BackupOptions {
  readonly to: string;
  readonly recipient?: readonly string[];
  readonly passphraseFile?: string;
  readonly withPractice?: true;
  readonly withDotenv?: true;
  readonly withIdentity?: true;
  readonly withoutIdentity?: true;
  readonly force?: true;
  readonly dryRun?: true;
}

interface RestoreOptions {
  readonly identity?: string;
  readonly passphraseFile?: string;
  readonly keepLevel?: true;
  readonly dryRun?: true;
  readonly yes?: true;
}

export const registerVault: Register = (program, run) => {
  const vault = program
    .command('vault')
    .description('moves Keyward to another host, encrypted')
    .addHelpText('after', '\nExamples:\n  keyward vault backup --to keyward.age\n  keyward vault restore keyward.age');
  registerBackup(vault, program, run);
  registerRestore(vault, program, run);
};

function registerBackup(vault: Command, program: Command, run: Run): void {
  vault
    .command('backup')
    .description('write all that Keyward needs elsewhere into one encrypted file')
    .requiredOption('--to <file>', 'where to')
    .option('--recipient <age1...>', 'encrypt to this public key; may be given again', collected)
    .option('--passphrase-file <file>', 'take the passphrase from a file (mode 600)')
    .option('--with-practice', 'also the practice exchange, its accounts and keys')
    .option('--with-dotenv', 'also the files of NAME=value lines that keys are read from')
    .option('--with-identity', "also the vault's identity where another machine or a passphrase keeps it")
    .option('--without-identity', "leave the vault's identity out")
    .option('--force', 'replace a file that is there')
    .option('--dry-run', 'only show what it would hold')
    .addHelpText('after', backupHelp)
    .action((options: BackupOptions) => run((context) => backup(context, program, options)));
}

function registerRestore(vault: Command, program: Command, run: Run): void {
  vault
    .command('restore <file>')
    .description('put a backup into an empty state folder, and tell what the move changes')
    .option('--identity <file>', 'the age identity that opens it')
    .option('--passphrase-file <file>', 'take the passphrase from a file (mode 600)')
    .option('--keep-level', 'leave the halt level as the backup says')
    .option('--dry-run', 'check the whole file and show what it holds')
    .option('--yes', 'do not ask')
    .addHelpText('after', restoreHelp)
    .action((file: string, options: RestoreOptions) => run((context) => restore(context, program, file, options)));
}

async function backup(context: Context, program: Command, options: BackupOptions): Promise<Output> {
  if (options.withIdentity && options.withoutIdentity)
    throw new KeywardError('usage', '--with-identity and --without-identity exclude each other');
  const { folder, environment } = context;
  const request: BackupRequest = {
    to: resolve(folder, options.to),
    withPractice: options.withPractice === true,
    withDotenv: options.withDotenv === true,
    identity: options.withIdentity ? 'with' : options.withoutIdentity ? 'without' : 'as-settings',
    isForced: options.force === true,
    hostName: hostname(),
    version: context.version,
    by: `cli ${environment.user}`,
    stopping: context.stopping,
  };
  const session = context.session(program.opts());
  if (options.dryRun) {
    const report = await planBackup(session, request);
    const lines = [...backupPlan(context, report), '', 'Nothing was written (--dry-run).'];
    return { exit: 0, lines, json: { ...report, applied: false } };
  }
  const { passphraseFile } = options;
  const report = await makeBackup(session, request, {
    recipients: options.recipient ?? [],
    folder,
    ...(passphraseFile === undefined ? {} : { passphraseFile }),
  });
  return { exit: 0, lines: backupLines(context, report), json: report };
}

async function restore(context: Context, program: Command, name: string, options: RestoreOptions): Promise<Output> {
  const { folder, environment } = context;
  const { identity, passphraseFile } = options;
  const file = resolve(folder, name);
  const opened = await openBackup(context.session(program.opts()), {
    file,
    ...(identity === undefined ? {} : { identityFile: identity }),
    ...(passphraseFile === undefined ? {} : { passphraseFile }),
    keepLevel: options.keepLevel === true,
    hostName: hostname(),
    by: `cli ${environment.user}`,
    stopping: context.stopping,
  });
  try {
    const { manifest, isOtherHost } = opened;
    const plan = restorePlan(context, opened, { home: environment.home, keepLevel: options.keepLevel === true });
    if (options.dryRun) {
      const sha256 = await opened.check();
      const lines = [...plan, '', `sha256  ${sha256}`, '', 'Every byte fits. Nothing was written (--dry-run).'];
      return { exit: 0, lines, json: { manifest, isOtherHost, sha256, applied: false } };
    }
    await confirm(context, { plan, word: 'restore', yes: options.yes });
    const report = await opened.restore();
    return { exit: 0, lines: restoreLines(context, report), json: report };
  } finally {
    await opened.close();
  }
}

function collected(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}
