import type { KeySettings } from '../config/index.ts';

import { KeywardError, unknownName } from '../core/index.ts';
import { inspections, type Right } from '../exchanges/index.ts';
import { fingerprintOf } from '../gateway/index.ts';
import { freshFingerprint } from '../rotation/index.ts';
import { usesOf } from './audits.ts';
import { placeOf } from './places.ts';
import { noReplacing, PRACTICE_PAGE } from './practice-desk.ts';
import { loadSettings, placesParts, type SessionParts } from './session.ts';

/** Where the owner makes the successor of a key by hand, and what to tick there. */
export interface KeyPageReport {
  readonly exchange: string;
  readonly url: string;
  /** Keyward makes and removes the keys itself. */
  readonly isAutomatic: boolean;
  /** A sentence each. */
  readonly lines: readonly string[];
  /** How the owner puts it into its place, where Keyward cannot. */
  readonly byHand: readonly string[];
}

/** The new key that a plan under way holds. */
export interface HeldKey {
  readonly fingerprint: string;
  fingerprintOf(id: string): string;
}

export function heldKey({ environment }: SessionParts, name: string): HeldKey | undefined {
  const fingerprint = freshFingerprint(environment.home, name);
  return fingerprint === undefined ? undefined : { fingerprint, fingerprintOf };
}

/** Throws `usage` for a key that the settings do not name. */
export function keyPage(session: SessionParts, name: string): KeyPageReport {
  const { settings, path } = loadSettings(session);
  const key = Object.hasOwn(settings.keys, name) ? settings.keys[name] : undefined;
  if (!key) throw new KeywardError('usage', unknownName('key', name, Object.keys(settings.keys)));
  if (key.vendor !== undefined) {
    throw new KeywardError(
      'usage',
      `${name} was given to ${key.vendor}: replace it there, then \`keyward key record ${name} --rotated\``,
    );
  }
  const { byHand = [] } = placeOf(name, placesParts(session, settings, path));
  if (key.environment === 'practice') return practicePage(name, key, byHand);
  const { page, name: exchange } = inspections[key.exchange]!.facts;
  const needs = [...new Set<Right>(['read', ...usesOf(name, settings).flatMap((use) => use.needs)])];
  const boxes = [...new Set(needs.flatMap((right) => page.boxes[right] ?? []))];
  const unnamed = needs.filter((right) => page.boxes[right] === undefined);
  return {
    exchange: key.exchange,
    url: page.url,
    isAutomatic: key.rotate.by !== undefined,
    lines: [
      `Open ${page.url} (${exchange}) and make a new key beside the old one.`,
      ...(boxes.length === 0 ? [] : [`Tick: ${boxes.map((box) => `"${box}"`).join(', ')}.`]),
      ...(unnamed.length === 0
        ? []
        : [`Give it what is needed for: ${unnamed.join(', ')} (no source names the boxes).`]),
      'Tick nothing that withdraws or transfers.',
      `Give it the same IP list as the old one${page.ipBox === undefined ? '' : `, under "${page.ipBox}"`}.`,
      ...page.notes,
    ],
    byHand,
  };
}

/** The practice exchange has no page, but a command. */
function practicePage(name: string, { exchange, rotate, from }: KeySettings, byHand: readonly string[]): KeyPageReport {
  if (from === undefined) throw noReplacing(name, exchange);
  return {
    exchange,
    url: PRACTICE_PAGE,
    isAutomatic: rotate.by !== undefined,
    lines: [
      `Make a new key beside the old one, on the practice exchange: \`keyward practice mint --beside ${name} --to new.json\`, in another terminal.`,
      `Then give it here, or stop with Ctrl-C and go on with \`keyward key rotate ${name} --file new.json\`.`,
    ],
    byHand,
  };
}
