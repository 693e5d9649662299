import { z } from 'zod';
import { KeywardError } from '../core/index.ts';
import { haltLevels } from '../halt/index.ts';
import { runNoteSchema } from './run-note.ts';

const LONGEST = 10_000;
/** A batch of messages; it is read and not written down. */
const LONGEST_NOTICE = 500_000;

const name = z.string().min(1).max(200);
/** Of a key that the settings need not name. */
const keyName = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);
const by = z.string().min(1).max(200);
const note = z.string().max(LONGEST);
const reason = note.refine((text) => text.trim() !== '');
const time = z.string().max(64);
const fingerprint = z.string().min(1).max(64);
const ips = z.array(z.string().max(100)).max(1_000);
const words = z.array(z.string().max(40)).max(50);
const base64 = z
  .string()
  .max(LONGEST)
  .regex(/^[A-Za-z0-9+/]*={0,2}$/);
const nothing = z.null().optional();

/** What each operation takes; anything else in a request is refused. */
const requests = {
  halt: z.strictObject({ level: z.enum(haltLevels), by, reason: note, from: z.enum(haltLevels).optional() }),
  haltState: nothing,
  addBot: z.strictObject({ bot: name, expiresAt: time.optional() }),
  revokeBot: z.strictObject({ bot: name }),
  listBots: nothing,
  listKeys: nothing,
  address: nothing,
  budgets: nothing,
  release: z.strictObject({ id: name, by }),
  overrideWithdraw: z.strictObject({ key: name, by, reason }),
  auditKeys: nothing,
  attestKey: z.strictObject({
    key: name,
    rights: words,
    ips: ips.optional(),
    created: time.optional(),
    until: time,
    note,
    by,
  }),
  attestAdded: z.strictObject({
    key: keyName,
    fingerprint,
    cannot: words,
    ips: ips.optional(),
    until: time,
    by,
    note: reason,
  }),
  keyEvent: z.strictObject({
    event: name,
    who: name.optional(),
    keys: z.array(name).max(1_000).optional(),
    notice: z.string().max(LONGEST_NOTICE).optional(),
    note: note.optional(),
    by,
  }),
  recordKey: z.strictObject({
    key: keyName,
    change: z.enum(['added', 'rotated', 'revoked', 'changed']),
    at: time.optional(),
    fingerprint: fingerprint.optional(),
    note: note.optional(),
    by,
    overrides: z
      .array(z.strictObject({ what: z.enum(['withdraw', 'no-ip-list']), reason }))
      .max(2)
      .optional(),
  }),
  rotateKey: z.strictObject({
    key: name,
    by,
    credential: z
      .strictObject({ id: z.string().min(1).max(1_000), secret: base64, passphrase: base64.optional() })
      .optional(),
    code: z.string().max(100).optional(),
    revoked: z.boolean().optional(),
    uncompared: z.boolean().optional(),
  }),
  undoRotation: z.strictObject({ key: name, by }),
  beginBackup: z.strictObject({ by, lockedTo: z.string().max(LONGEST) }),
  noteRun: runNoteSchema,
  testAlerts: z.strictObject({ name: name.optional() }),
  listAlerts: nothing,
  noteKills: z.strictObject({
    record: z.looseObject({ id: z.string().regex(/^[0-9A-Z]{26}$/) }),
    stops: z
      .array(
        z.strictObject({
          bot: z.string(),
          way: z.enum(['run', 'systemd', 'freqtrade', 'hummingbot', 'command']),
          state: z.enum(['stopped', 'told', 'failed']),
          says: z.string(),
        }),
      )
      .optional(),
  }),
  noteLeak: z.strictObject({
    steps: z
      .array(
        z.strictObject({
          id: z.string().regex(/^[0-9A-Z]{26}$/),
          key: keyName,
          step: z.string().max(40),
          state: z.enum(['done', 'skipped', 'failed', 'waits']),
          says: z.string().max(LONGEST),
          at: time,
          tookMs: z.number(),
          by,
        }),
      )
      .max(1_000),
  }),
  watchStatus: nothing,
  noteCheckWord: z.strictObject({
    id: name,
    about: z.string().max(300).optional(),
    what: z.enum(['attested', 'attestation-ended', 'waived', 'waiver-ended']),
    by,
    reason,
  }),
  declareActivity: z.strictObject({
    key: name,
    forMs: z.number().min(0),
    markets: z.array(z.string().max(100)).max(500).optional(),
    moves: z.literal(true).optional(),
    who: name.optional(),
    why: reason,
    by,
  }),
  acknowledge: z.strictObject({ about: z.string().min(1).max(300), why: reason, by }),
} as const satisfies Readonly<Record<string, z.ZodType>>;

/** Throws `usage` for what is no request of this operation; the message names the member, and quotes nothing of it. */
export function checkRequest(operation: keyof typeof requests, request: unknown): void {
  const read = requests[operation].safeParse(request);
  if (read.success) return;
  const [issue] = read.error.issues;
  const at = issue?.path.map(String).join('.') ?? '';
  const why = issue?.code === 'too_big' ? 'is too long' : 'is missing or not of its kind';
  throw new KeywardError('usage', at === '' ? `not a request for ${operation}` : `${at} ${why}`);
}
