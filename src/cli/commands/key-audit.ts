import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { type AuditedKey, keyEvents, withOperations, wordList } from '../../app/index.ts';
import { KeywardError, unknownName } from '../../core/index.ts';
import { auditedKeyLines } from '../audited-key-lines.ts';
import type { Context, Run } from '../command.ts';
import { auditLines } from '../key-lines.ts';

const auditHelp = `
Asks each exchange what each key may do, with reads that change nothing. A word
with * is what its owner has said, one with ? is what nobody tells. With a name:
what is wrong with that key, what it reaches, and when it ends.

Examples:
  keyward key audit
  keyward key audit main
  keyward key audit main --calls
  keyward --json key audit

Exit codes: 0 nothing that matters, 1 a critical or high finding, 3 a key that
could not be asked.
With --json: [{key, exchange, exchangeName, environment, purpose, vendor?,
holders, bots, fingerprint?, scheme?, outcome, why?, rights: {RIGHT: {can, by}},
ipRestricted, ips?, label?, subAccount, words,
controls?: {CONTROL: {call, isSo, says} or {call, untold}},
listed?: {call, keys: [{fingerprint, label?}], isWhole}, createdAt?, ageDays?,
ageIsLeast?, expiresAt?, lastUsedAt?, reach, calendar,
findings: [{id, severity, says, fix}]}].`;

export function registerAudit(key: Command, program: Command, run: Run): void {
  key
    .command('audit [name]')
    .description('what each key can really do, what that reaches, and when it ends')
    .option('--calls', 'of a key that is named: each call by which it reaches something, with its source')
    .addHelpText('after', auditHelp)
    .action((name: string | undefined, { calls }: { calls?: boolean }) =>
      run(async (context) => {
        if (calls === true && name === undefined)
          throw new KeywardError('usage', '--calls needs the name of a key: keyward key audit NAME --calls');
        const all = await withOperations(context.session(program.opts()), (operations) => operations.auditKeys());
        const keys = name === undefined ? all : all.filter(({ key: each }) => each === name);
        if (keys.length === 0 && name !== undefined) {
          throw new KeywardError(
            'usage',
            unknownName(
              'key',
              name,
              all.map(({ key: each }) => each),
            ),
          );
        }
        const [only] = keys;
        const lines = name === undefined || !only ? auditLines(context, keys) : auditedKeyLines(context, only, calls);
        return { exit: exitOf(keys), lines, json: keys };
      }),
    );
}

/** Finding something outranks not knowing. */
export function exitOf(keys: readonly AuditedKey[]): 0 | 1 | 3 {
  // That a key could not be asked is a finding too, and no answer.
  const answers = keys.flatMap(({ outcome, findings }) =>
    findings.filter(({ id }) => outcome !== 'unknown' || id !== 'KEY-09').map(({ severity }) => severity),
  );
  if (answers.includes('critical') || answers.includes('high')) return 1;
  return keys.some(({ outcome }) => outcome === 'unknown') ? 3 : 0;
}

const attestHelp = `
Look at the page where the key was made, then say what stands there. It ends on
the day given, and is asked for again. What the exchange itself tells counts
more.

Examples:
  keyward key attest main --rights read,spot --ips 203.0.113.7 \\
    --until 2027-02-01 --note "seen on the API page, no withdrawal box ticked"

With --json: {key, until}.`;

export function registerAttest(key: Command, program: Command, run: Run): void {
  key
    .command('attest <name>')
    .description('say what a key can do, where its exchange does not tell')
    .requiredOption(
      '--rights <list>',
      'all that it can do: read, spot, margin, futures, options, transfer, withdraw, admin',
    )
    .option('--ips <list>', 'the addresses from which it works; `any` where it has no list')
    .option('--created <day>', 'when it was made')
    .requiredOption('--until <day>', 'when this is to be asked again, at most a year from now')
    .requiredOption('--note <text>', 'how you know')
    .addHelpText('after', attestHelp)
    .action((name: string, options: { rights: string; ips?: string; created?: string; until: string; note: string }) =>
      run(async (context) => {
        const ips = options.ips === undefined ? undefined : options.ips === 'any' ? [] : wordList(options.ips);
        const done = await withOperations(context.session(program.opts()), (operations) =>
          operations.attestKey({
            key: name,
            rights: wordList(options.rights),
            ...(ips === undefined ? {} : { ips }),
            ...(options.created === undefined ? {} : { created: options.created }),
            until: options.until,
            note: options.note,
            by: byOf(context),
          }),
        );
        return { exit: 0, lines: [`Written down for ${done.key}, until ${done.until.slice(0, 10)}.`], json: done };
      }),
    );
}

const eventHelp = `
Events: ${keyEvents.slice(0, 3).join(', ')},
${keyEvents.slice(3).join(', ')}.
\`member-left\` needs the name that stands under \`holders\` of the keys;
\`rotation-notice\` needs a message of Google Cloud's Secret Manager.

Examples:
  keyward key event member-left alice
  keyward key event repository-exposed --key main --note "public for an hour"
  keyward key event rotation-notice --notice message.json

With --json: {event, keys}.`;

export function registerEvent(key: Command, program: Command, run: Run): void {
  key
    .command('event <event> [who]')
    .description('say what has happened; the keys that it is about are due to be replaced')
    .option('--key <name...>', 'only these keys')
    .option('--note <text>', 'what happened')
    .option('--notice <file>', 'messages of Pub/Sub that say which secrets are to be rotated; - is standard input')
    .addHelpText('after', eventHelp)
    .action((event: string, who: string | undefined, options: { key?: string[]; note?: string; notice?: string }) =>
      run(async (context) => {
        const notice = options.notice === undefined ? undefined : await textOf(context, options.notice);
        const done = await withOperations(context.session(program.opts()), (operations) =>
          operations.keyEvent({
            event,
            ...(who === undefined ? {} : { who }),
            ...(options.key === undefined ? {} : { keys: options.key }),
            ...(notice === undefined ? {} : { notice }),
            ...(options.note === undefined ? {} : { note: options.note }),
            by: byOf(context),
          }),
        );
        const lines =
          done.keys.length === 0
            ? ['The notice is about no key of the settings.']
            : [`Due to be replaced: ${done.keys.join(', ')}.`, `Next: keyward key rotate ${done.keys[0]}`];
        return { exit: 0, lines, json: done };
      }),
    );
}

async function textOf(context: Context, file: string): Promise<string> {
  if (file === '-') return (await context.readInput()).toString('utf8');
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new KeywardError('usage', `${file} cannot be read`, { cause: error });
  }
}

function byOf(context: Context): string {
  return `cli ${context.environment.user}`;
}
