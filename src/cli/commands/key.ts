import type { Command } from 'commander';
import {
  damagedLeaks,
  damagedLeakText,
  keysUnderWay,
  type ListedKey,
  leaksUnderWay,
  leakUnderWayText,
  type Override,
  withOperations,
} from '../../app/index.ts';
import { KeywardError } from '../../core/index.ts';
import type { Context, Register, Run, Style } from '../command.ts';
import { confirm, planOnly } from '../confirm.ts';
import { paragraph } from '../paragraph.ts';
import { fittedTable } from '../table.ts';
import { registerAdd } from './key-add.ts';
import { registerAttest, registerAudit, registerEvent } from './key-audit.ts';
import { registerRecord, registerRotate } from './key-rotate.ts';

export const registerKey: Register = (program, run) => {
  const key = program
    .command('key')
    .description('the exchange keys, which only Keyward holds')
    .addHelpText('after', '\nExamples:\n  keyward key list\n  keyward --json key list');
  registerList(key, program, run);
  registerAdd(key, program, run);
  registerAudit(key, program, run);
  registerRotate(key, program, run);
  registerRecord(key, program, run);
  registerAttest(key, program, run);
  registerEvent(key, program, run);
  registerOverride(key, program, run);
};

const listHelp = `
A word under "can" is what the exchange says that the key may do; "withdraw?" is
one that it does not tell. "trade" stands for spot, margin, futures and options,
which \`keyward key audit\` tells apart.

Examples:
  keyward key list
  keyward --json key list

With --json: [{key, exchange, environment, role, bots, alarm?, fingerprint?,
abilities?, refused?, replacing?, leak?}]; alarm, fingerprint, abilities
and refused only while \`keyward up\` runs.`;

function registerList(key: Command, program: Command, run: Run): void {
  key
    .command('list')
    .description('each key with what it can do, and whether Keyward signs with it')
    .addHelpText('after', listHelp)
    .action(() =>
      run(async (context) => {
        const session = context.session(program.opts());
        const listed = await withOperations(session, (operations) => operations.listKeys());
        const underWay = await keysUnderWay(session);
        const leaks = new Map([
          ...leaksUnderWay(session).map((leak) => [leak.key, leakUnderWayText(leak)] as const),
          ...damagedLeaks(session).map((leak) => [leak.key, damagedLeakText(leak)] as const),
        ]);
        const keys = listed.map((key): Listed => {
          const replacing = underWay.get(key.key);
          const leak = leaks.get(key.key);
          return {
            ...key,
            ...(replacing === undefined ? {} : { replacing }),
            ...(leak === undefined ? {} : { leak }),
          };
        });
        return { exit: 0, lines: keyLines(context, keys), json: keys };
      }),
    );
}

/** With what the plan waits for by which it is being replaced, and how far the leak of it is. */
type Listed = ListedKey & { readonly replacing?: string; readonly leak?: string };

function keyLines(context: Context, keys: readonly Listed[]): string[] {
  const { style } = context;
  if (keys.length === 0) return ['The settings name no exchange key.'];
  const rows = keys.map((key) => [
    key.key,
    key.exchange,
    key.environment,
    abilityChips(style, key),
    ipBadge(style, key),
    stateOf(style, key),
  ]);
  const why = keys.flatMap(({ key, refused, alarm, replacing, leak }) =>
    [leak, refused, alarm, replacing].flatMap((text) =>
      text === undefined ? [] : paragraph(`${key}: ${text}`, context.columns, 2),
    ),
  );
  return [
    ...fittedTable(
      [['key', 'exchange', 'environment', 'can', 'from', 'state'].map(style.dim), ...rows],
      context.columns,
    ),
    ...(keys.some(({ abilities }) => abilities !== undefined && abilities['trade'] !== 'no')
      ? ['', style.dim('trade: spot, margin, futures or options; `keyward key audit` tells which')]
      : []),
    ...(why.length === 0 ? [] : ['', ...why]),
    ...(keys.some(({ fingerprint, role }) => fingerprint === undefined && role === 'bots')
      ? ['', style.dim('What keys can do is asked while `keyward up` runs.')]
      : []),
  ];
}

function abilityChips(style: Style, { abilities }: ListedKey): string {
  if (!abilities) return '-';
  const chip = (name: string): string[] => {
    const value = abilities[name];
    if (value === 'yes') return [name === 'withdraw' ? style.red(name) : name];
    return value === 'no' ? [] : [style.yellow(`${name}?`)];
  };
  return ['read', 'trade', 'transfer', 'withdraw'].flatMap(chip).join(' ') || 'nothing';
}

function ipBadge(style: Style, { abilities }: ListedKey): string {
  const value = abilities?.['ipRestricted'];
  if (value === undefined) return '-';
  return value === 'yes' ? style.green('ip list') : style.yellow(value === 'no' ? 'any ip' : 'ip ?');
}

function stateOf(style: Style, { fingerprint, refused, role, alarm }: ListedKey): string {
  if (role !== 'bots') return style.dim(ROLES[role]);
  if (fingerprint === undefined) return style.dim('not running');
  if (alarm !== undefined && refused === undefined) return style.yellow('in use, alarm');
  return refused === undefined ? style.green('in use') : style.red('not used');
}

const ROLES = { audit: 'audited only', rotation: 'makes keys', watch: 'only watches', vendor: "a vendor's" } as const;

const overrideHelp = `
Better: take the right to withdraw away on the exchange. No bot can withdraw
either way; see \`keyward explain withdraw-right\`.

Examples:
  keyward key override-withdraw main --reason "there is no other kind of key"

With --json: {key, fingerprint, takesEffect, refused?}; takesEffect is at-once
or at-start. With --dry-run: {plan, applied: false}.`;

function registerOverride(key: Command, program: Command, run: Run): void {
  key
    .command('override-withdraw <name>')
    .description('let Keyward sign with a key that can withdraw; stands in the journal')
    .requiredOption('--reason <text>', 'why it has to be')
    .option('--yes', 'do not ask')
    .option('--dry-run', 'only show what would change')
    .addHelpText('after', overrideHelp)
    .action((name: string, options: { reason: string; yes?: boolean; dryRun?: boolean }) =>
      run(async (context) => {
        if (options.reason.trim() === '') throw new KeywardError('usage', 'the reason is empty');
        const plan = [
          `Keyward will sign with the exchange key ${name} even though it can withdraw.`,
          'If that key leaks, whoever has it can empty the account. The reason is written in the journal.',
        ];
        if (options.dryRun) return planOnly(context, plan);
        await confirm(context, { plan, word: name, yes: options.yes });
        const by = `cli ${context.environment.user}`;
        const done = await withOperations(context.session(program.opts()), (operations) =>
          operations.overrideWithdraw({ key: name, by, reason: options.reason }),
        );
        return { exit: 0, lines: overrideLines(context, done), json: done };
      }),
    );
}

function overrideLines({ style }: Context, { key, fingerprint, takesEffect, refused }: Override): string[] {
  const written = `Written down for ${key} (${fingerprint}).`;
  if (takesEffect === 'at-start') return [written, 'Keyward signs with it from its next start.'];
  return [
    written,
    refused === undefined
      ? `Keyward signs with it ${style.green('now')}.`
      : `Keyward still does not sign with it: ${refused}`,
  ];
}
