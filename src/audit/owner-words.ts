import { rights as allRights } from '../exchanges/index.ts';
import type { AuditedKey, AuditInput, Written } from './audited-key.ts';

const DAY_MS = 86_400_000;
/** What its owner says of a key is asked for again after that. */
export const ATTEST_DAYS = 180;
const MOST_REASON_CHARS = 120;

/** The owner's own words, with the day on which they were written; nothing where there are none. */
export function writtenText(written: Written | undefined): string {
  if (!written) return '';
  const { reason, atMs } = written;
  const shown = reason.length > MOST_REASON_CHARS ? `${reason.slice(0, MOST_REASON_CHARS)}…` : reason;
  return `; its owner let it in writing on ${new Date(atMs).toISOString().slice(0, 10)}: "${shown}"`;
}

/** The command by which the owner says what nobody tells, with what is known filled in. */
export function attestCommand(
  { key, nowMs }: AuditInput,
  rights: AuditedKey['rights'],
  ips: '' | ' --ips ADDRESS',
): string {
  const has = allRights.filter((right) => rights[right].can === 'yes').join(',') || 'read';
  const until = new Date(nowMs + ATTEST_DAYS * DAY_MS).toISOString().slice(0, 10);
  return `\`keyward key attest ${key} --rights ${has}${ips} --until ${until} --note "seen on its page"\``;
}
