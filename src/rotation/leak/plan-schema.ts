import { z } from 'zod';
import { type LeakPlan, leakSteps } from './plan.ts';

const text = z.string();
const texts = z.array(text);
const count = z.number().int().nonnegative();
const time = text.refine((value) => !Number.isNaN(Date.parse(value)));
const ability = z.enum(['yes', 'no', 'unknown']);

const told = z.looseObject({
  rights: z.looseObject({
    read: ability,
    spot: ability,
    margin: ability,
    futures: ability,
    options: ability,
    transfer: ability,
    withdraw: ability,
    admin: ability,
  }),
  ipRestricted: ability,
  ips: texts.exactOptional(),
  account: text.exactOptional(),
});

const old = z.looseObject({
  fingerprint: text.exactOptional(),
  lastSeen: text.exactOptional(),
  begins: text.exactOptional(),
  before: text.exactOptional(),
  others: texts.exactOptional(),
  told: told.exactOptional(),
  toldBy: z.enum(['exchange', 'audit']).exactOptional(),
  workedAt: time.exactOptional(),
});

const note = z.looseObject({
  step: z.enum(leakSteps),
  state: z.enum(['done', 'skipped', 'failed', 'waits']),
  says: text,
  at: time,
  tookMs: z.number(),
});

const part = z.enum(['key', 'secret']);
const form = z.enum(['plain', 'base64', 'url', 'hex', 'bytes']);

const needles = z.looseObject({
  salt: text,
  needles: z.array(z.looseObject({ part, form, length: count, sum: z.number(), digest: text })),
  left: texts,
});

const place = z.looseObject({
  in: z.enum(['files', 'history', 'machine']),
  root: text,
  path: text,
  also: texts.exactOptional(),
  line: count,
  part,
  form,
  offset: count,
  length: count,
  value: count,
  why: text.exactOptional(),
  isUtf16: z.literal(true).exactOptional(),
  isWrapped: z.literal(true).exactOptional(),
  isWhole: z.literal(true).exactOptional(),
  isIgnored: z.literal(true).exactOptional(),
  blob: text.exactOptional(),
  commit: text.exactOptional(),
  author: text.exactOptional(),
  at: text.exactOptional(),
});

const places = z.looseObject({
  searchedAt: time,
  places: z.array(place),
  more: count,
  repositories: z.array(
    z.looseObject({
      root: text,
      remotes: z.array(z.looseObject({ name: text, url: text })),
      refs: count,
      isBare: z.boolean().exactOptional(),
    }),
  ),
  searched: count,
  unsearched: texts,
});

const closing = z.looseObject({
  stops: texts,
  stopsUnread: texts,
  open: texts,
  held: texts,
  openUnread: texts,
  residue: texts,
});

const act = z.looseObject({
  what: z.enum(['order', 'cancel', 'fill', 'transfer', 'withdrawal', 'deposit', 'sub-account', 'address', 'key']),
  at: text.exactOptional(),
  id: text,
  says: text,
  loss: text.exactOptional(),
  fee: text.exactOptional(),
  to: text.exactOptional(),
});

const account = z.looseObject({
  askedAt: time,
  since: time,
  acts: z.array(act),
  known: count,
  declared: count,
  named: texts,
  bookSince: time.exactOptional(),
  currency: text.exactOptional(),
  loss: z.looseObject({ trades: text, fees: text, moves: text, total: text }).exactOptional(),
  pricedBy: text,
  unpriced: count,
  unread: texts,
  unseen: texts,
});

/** The file of a leak. What a later Keyward adds is kept; what this one reads has to be what it takes it for. */
const schema = z.looseObject({
  id: text.min(1),
  key: text.min(1),
  exchange: text,
  exchangeName: text,
  environment: text,
  startedAt: time,
  endedAt: time.exactOptional(),
  since: time,
  sinceBy: z.enum(['owner', 'commit', 'nobody']),
  sinceCommit: text.exactOptional(),
  why: text,
  by: text,
  way: z.enum(['api', 'guided']),
  url: text,
  remove: text.exactOptional(),
  depth: z.enum(['cancel', 'flat']),
  finding: text.exactOptional(),
  isFound: z.literal(true).exactOptional(),
  old,
  fresh: z.looseObject({ fingerprint: text }).exactOptional(),
  death: z.enum(['dead', 'alive', 'unproven', 'unasked']),
  notes: z.array(note),
  journaled: count,
  folders: texts,
  needles: needles.exactOptional(),
  places: places.exactOptional(),
  closing: closing.exactOptional(),
  account: account.exactOptional(),
  folder: text.min(1),
}) satisfies z.ZodType<LeakPlan>;

/** What a file says of the leak of a key; throws for anything else. */
export function leakPlanOf(content: string, key: string): LeakPlan {
  const plan: LeakPlan = schema.parse(JSON.parse(content));
  if (plan.key !== key) throw new Error(`it is of ${plan.key}`);
  return plan;
}
