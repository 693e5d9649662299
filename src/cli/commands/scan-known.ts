import { resolve } from 'node:path';
import type { Command } from 'commander';
import { baselineScan, KeptLeaks, type ScanParts, type ScanSource } from '../../app/index.scan.ts';
import { KeywardError } from '../../core/index.ts';
import { cleanAll } from '../clean.ts';
import type { Context, GlobalOptions, Run } from '../command.ts';
import { paragraph } from '../paragraph.ts';
import { baselineFields, keptLines, notReadCounts, notReadLines } from '../scan-lines.ts';

/** The terminal shows so many entries that fit nothing. */
const MOST_LEFT = 5;
const BASELINE = 'keyward-baseline.jsonl';

const baselineHelp = `
Scans as \`keyward scan\` with the same options, and writes each leak that is not
known yet into a file that a team shares: its keyed hash, with a reason, an
owner and the day on which it is told again. No secret, no line, no time. What
stands there is not counted, wherever it stands; a new secret is.

It wants --until, a day at most a year from now, and --reason in 8 characters or
more, unless --import has the reasons.

--import takes over what another scanner was told to leave alone, where Keyward
finds it too: a .secrets.baseline of detect-secrets, a .gitleaksignore (whose
fingerprints of commits need --history). What an audit there calls a real secret
is not taken over.

Examples:
  keyward scan baseline --reason "keys of the test network" --until 2027-05-01
  keyward scan baseline --history --baseline known.jsonl \\
    --reason "revoked in 2024" --owner ann --until 2027-05-01
  keyward scan baseline --import .secrets.baseline --until 2027-05-01

Exit codes: 0, or 3 where not all could be read that may be text.
With --json: {file, added: [{id, rule, path, reason, owner, until}], kept,
removed, imported: [{file, from, entries, matched, real, left: [{path, line?,
why}]}], unscanned: [{path,
why}], notRead: {WHY: count}}.`;

/** What of the command line `keyward scan` itself reads. */
export interface ScanReaders {
  sourceOf(context: Context, paths: readonly string[], options: object): Promise<ScanSource>;
  partsOf(context: Context, options: GlobalOptions): ScanParts;
}

interface BaselineOptions {
  readonly baseline?: string;
  readonly reason?: string;
  readonly owner?: string;
  readonly until?: string;
  readonly import?: readonly string[];
}

export function registerScanBaseline(scan: Command, program: Command, run: Run, readers: ScanReaders): void {
  scan
    .command('baseline [paths...]')
    .description('write down what is found as known, until a day')
    .option('--reason <text>', 'why it may stand')
    .option('--owner <name>', 'who answers for it (default: you)')
    .option('--until <day>', 'when it is to be told again, at most a year from now')
    .option('--import <file...>', 'a .secrets.baseline or .gitleaksignore')
    .addHelpText('after', baselineHelp)
    .action((paths: readonly string[], _options: object, command: Command) =>
      run(async (context) => {
        // The source stands among the options of `keyward scan`.
        const options = command.optsWithGlobals<BaselineOptions>();
        const parts = readers.partsOf(context, program.opts());
        const written = await baselineScan(
          {
            scan: { source: await readers.sourceOf(context, paths, options) },
            file: resolve(context.folder, options.baseline ?? BASELINE),
            reason: options.reason ?? '',
            owner: options.owner ?? context.environment.user,
            until: options.until ?? '',
            imports: (options.import ?? []).map((file) => resolve(context.folder, file)),
          },
          parts,
        );
        parts.tell('');
        const { file, added, kept, removed, imported, unscanned } = cleanAll(written);
        const rows = added.map(({ path, rule, reason }) => [path, `${rule}: ${reason}`]);
        const lines = [
          `${added.length} written into ${file}, ${kept} kept, ${removed} removed.`,
          ...baselineFields(rows, context),
          ...imported.flatMap(({ file: from, entries, matched, real, left }) => [
            ...paragraph(
              `${from}: ${matched} of ${entries} entries fit what Keyward finds${real === 0 ? '' : `; ${real} are called real there, and were left`}.`,
              context.columns,
            ),
            ...left.slice(0, MOST_LEFT).flatMap((one) => paragraph(leftText(one), context.columns, 2)),
            ...(left.length > MOST_LEFT ? [`  and ${left.length - MOST_LEFT} more: --json lists all`] : []),
          ]),
          ...notReadLines(context, { unscanned }),
        ];
        const { isWhole, ...json } = written;
        return { exit: isWhole ? 0 : 3, lines, json: { ...json, notRead: notReadCounts(written.unscanned) } };
      }),
    );
}

const leftText = ({ path, line, why }: { path: string; line?: number; why: string }): string =>
  `left: ${path}${line === undefined ? '' : `:${line}`}: ${why}`;

const foundHelp = `
A key that was found is to be revoked, also after it was taken out of the files,
the log or the history: whoever had it has it still. Wherever a scan or a hook
found it, it stays on this list until its exchange says that it is dead
(\`keyward scan --verify\` where it still stands), or you do.

Examples:
  keyward scan found
  keyward scan found --dead 3f2a9c11d07be845 --note "deleted on the API page"

Exit codes: 0 nothing is to be revoked, 1 something is.
With --json: [{id, title, where, shown, found, dead?, how?}].`;

export function registerScanFound(scan: Command, run: Run): void {
  scan
    .command('found')
    .description('what scans and hooks have found, and is to be revoked until it is dead')
    .option('--dead <id>', 'say that it is revoked')
    .option('--note <text>', 'how you know')
    .addHelpText('after', foundHelp)
    .action(({ dead, note }: { dead?: string; note?: string }) =>
      run(async (context) => {
        const kept = new KeptLeaks(context.environment.home);
        if (dead !== undefined) {
          if (note === undefined || note.trim() === '')
            throw new KeywardError('usage', '--dead needs --note: say how you know');
          const today = new Date(context.clock.nowMs()).toISOString().slice(0, 10);
          await kept.settle(dead, `${context.environment.user} says: ${note}`, today);
        }
        const all = kept.list();
        const exit = all.some((one) => one.dead === undefined) ? 1 : 0;
        return { exit, lines: keptLines(context, cleanAll(all)), json: all };
      }),
    );
}
