import type { BackupReport, OpenedBackup, RestoreReport } from '../app/index.ts';
import { cleanAll } from './clean.ts';
import type { Context } from './command.ts';
import { paragraph } from './paragraph.ts';
import { fields, fittedTable } from './table.ts';

const identities = {
  none: 'there is no vault',
  inside: 'in it',
  passphrase: 'in it, under its own passphrase',
  elsewhere: 'not in it',
} as const;

type Held = Pick<BackupReport, 'haltLevel' | 'entries' | 'keys' | 'bots' | 'identity' | 'files' | 'outside'>;

/** What a backup holds, and what it does not. */
function heldLines({ columns, style }: Context, told: Held): string[] {
  const held = cleanAll(told);
  const bytes = held.files.reduce((sum, { size }) => sum + size, 0);
  const rows = [
    ['files', `${held.files.length}, ${sizeText(bytes)}`],
    ['journal', `${held.entries} entries`],
    ['keys', held.keys.map(({ name }) => name).join(', ') || 'none'],
    ['bots', held.bots.join(', ') || 'none'],
    ['identity of the vault', identities[held.identity]],
    ['halt level', held.haltLevel],
  ];
  if (held.outside.length === 0) return fields(rows, columns, 2);
  return [
    ...fields(rows, columns, 2),
    '',
    style.bold('Not in it:'),
    ...held.outside.flatMap((text) => paragraph(text, columns, 2)),
  ];
}

export function backupPlan(context: Context, report: BackupReport): string[] {
  return ['A backup would hold:', '', ...heldLines(context, report), ...warningLines(context, report)];
}

export function backupLines(context: Context, report: BackupReport): string[] {
  const { style, columns } = context;
  const { file = '', bytes = 0, sha256 = '', opensWith = '' } = report;
  const late = report.wasRunning
    ? paragraph('Keyward runs on: what it does from now on is not in it. For a move, stop it first.', columns)
    : [];
  return [
    `${style.green('Written')} ${file} (${sizeText(bytes)})`,
    ...paragraph(`opens with ${opensWith}`, columns, 2),
    `  sha256 ${sha256}`,
    '',
    ...heldLines(context, report),
    ...warningLines(context, report),
    ...(late.length === 0 ? [] : ['', ...late]),
    '',
    style.dim(`next: keyward vault restore ${file} --dry-run, with another KEYWARD_HOME`),
  ];
}

function warningLines({ style, columns }: Context, { warnings }: BackupReport): string[] {
  return warnings.flatMap((text) => ['', ...paragraph(`warning: ${text}`, columns).map(style.yellow)]);
}

export function restorePlan(
  context: Context,
  { manifest, isOtherHost }: Pick<OpenedBackup, 'manifest' | 'isOtherHost'>,
  { home, keepLevel }: { readonly home: string; readonly keepLevel: boolean },
): string[] {
  const { columns } = context;
  const level = keepLevel ? 'stays as it is in the backup (--keep-level)' : 'becomes halt, unless it is tighter';
  return [
    ...paragraph(
      `A backup of ${minute(manifest.madeAt)}, made by Keyward ${manifest.version} on ${isOtherHost ? 'another' : 'this'} host${manifest.wasRunning ? ' while it ran' : ''}:`,
      columns,
    ),
    '',
    ...heldLines(context, manifest),
    '',
    ...paragraph(`It is put into ${home}. The halt level ${level}. Every key becomes due to be replaced.`, columns),
  ];
}

export function restoreLines(context: Context, restored: RestoreReport): string[] {
  const report = cleanAll(restored);
  const { style, columns } = context;
  const { halt } = report;
  const level =
    halt.was === halt.level
      ? `The halt level is ${halt.level}, as it was.`
      : `The halt level is ${halt.level}; it was ${halt.was}. Raise it with \`keyward halt ${halt.was}\` once the old host is stopped.`;
  const placed = report.settings.map(({ file, is }) => [is === 'same' ? 'there already' : 'put', file]);
  return [
    `${style.green('Restored')} ${report.home} as of ${minute(report.madeAt)} (${report.entries} journal entries)`,
    ...fields(placed, columns, 2),
    `  sha256 ${report.sha256}`,
    '',
    ...paragraph(level, columns).map(halt.level === 'run' ? style.yellow : (text: string) => text),
    ...keyLines(context, report),
    '',
    style.bold('What the move changes:'),
    ...report.todo.flatMap((text, at) => numbered(text, at + 1, columns)),
  ];
}

function keyLines({ style, columns }: Context, { keys }: RestoreReport): string[] {
  if (keys.length === 0) return [];
  const where = { inside: 'restored', remote: 'stays in its place', host: 'to be put here' } as const;
  const rows = keys.map(({ key, exchange, isBuiltIn, is, page }) => [
    key,
    exchange,
    isBuiltIn && is === 'host' ? 'minted anew' : where[is],
    page ?? 'none needed',
  ]);
  return [
    '',
    ...fittedTable([['key', 'exchange', 'secret', 'its IP list is changed at'].map(style.dim), ...rows], columns),
  ];
}

function numbered(text: string, number: number, columns: number): string[] {
  return paragraph(text, columns, 4).map((line, at) =>
    at === 0 ? `${String(number).padStart(2)}. ${line.slice(4)}` : line,
  );
}

function minute(time: string): string {
  return `${time.slice(0, 16).replace('T', ' ')} UTC`;
}

function sizeText(bytes: number): string {
  if (bytes < 10_000) return `${bytes} bytes`;
  return bytes < 10_000_000 ? `${Math.round(bytes / 1000)} kB` : `${Math.round(bytes / 1_000_000)} MB`;
}
