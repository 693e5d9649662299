import { z } from 'zod';
import type { Clock } from '../core/index.ts';
import { recall, remember } from './remembered.ts';

const FILE = 'address.json';
const MOST_CHANGES = 50;

const seenSchema = z.strictObject({ addresses: z.array(z.string()), since: z.iso.datetime(), last: z.iso.datetime() });
const fileSchema = z.strictObject({
  version: z.literal(1),
  ipv4: seenSchema.optional(),
  ipv6: seenSchema.optional(),
  changes: z.array(
    z.strictObject({
      at: z.iso.datetime(),
      family: z.literal([4, 6]),
      from: z.array(z.string()),
      to: z.array(z.string()),
    }),
  ),
});

/** What became of the public addresses of one family since they were last seen. */
export interface AddressChange {
  readonly family: 4 | 6;
  readonly is: 'new' | 'same' | 'changed';
  readonly addresses: readonly string[];
  /** The ones before, for `changed`. */
  readonly before: readonly string[];
  /** Since when the ones of `same` are seen; when those before `changed` were seen last. */
  readonly since: string;
}

/** An address that was seen longer ago may be another host's by now. */
const FRESH_MS = 86_400_000;

/** The public addresses that were seen in the last day; empty where none were. */
export function lastAddresses(home: string, clock: Clock): readonly string[] {
  const known = recall(home, FILE, fileSchema);
  return [known?.ipv4, known?.ipv6].flatMap((seen) =>
    seen && clock.nowMs() - Date.parse(seen.last) < FRESH_MS ? seen.addresses : [],
  );
}

/** Compares with what was seen last, and keeps what is seen now. A family of which nothing is seen now stays as it was. */
export function keepAddresses(
  home: string,
  now: Readonly<Record<'ipv4' | 'ipv6', readonly string[]>>,
  clock: Clock,
): { readonly changes: readonly AddressChange[]; readonly unkept?: string } {
  const at = new Date(clock.nowMs()).toISOString();
  const known = recall(home, FILE, fileSchema) ?? { version: 1 as const, changes: [] };
  const changes: AddressChange[] = [];
  const seen: Partial<Record<'ipv4' | 'ipv6', z.infer<typeof seenSchema>>> = {};
  for (const [name, family] of [
    ['ipv4', 4],
    ['ipv6', 6],
  ] as const) {
    const addresses = [...now[name]].sort();
    const before = known[name];
    if (addresses.length === 0) {
      if (before) seen[name] = before;
      continue;
    }
    const isSame = before !== undefined && addresses.every((address) => before.addresses.includes(address));
    const is = before === undefined ? 'new' : isSame ? 'same' : 'changed';
    seen[name] = { addresses, since: isSame ? before.since : at, last: at };
    const since = before === undefined ? at : isSame ? before.since : before.last;
    changes.push({ family, is, addresses, before: before?.addresses ?? [], since });
  }
  const changed = changes
    .filter(({ is }) => is === 'changed')
    .map(({ family, before, addresses }) => ({ at, family, from: before, to: addresses }));
  const unkept = remember(home, FILE, {
    version: 1,
    ...seen,
    changes: [...known.changes, ...changed].slice(-MOST_CHANGES),
  });
  return { changes, ...(unkept === undefined ? {} : { unkept }) };
}
