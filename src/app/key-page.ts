import { KeywardError, unknownName } from '../core/index.ts';
import { inspections, type Right } from '../exchanges/index.ts';
import { usesOf } from './audits.ts';
import { loadSettings, type SessionParts } from './session.ts';

/** Where the owner makes the successor of a key by hand, and what to tick there. */
export interface KeyPageReport {
  readonly exchange: string;
  readonly url: string;
  /** Keyward makes and removes the keys itself. */
  readonly isAutomatic: boolean;
  /** A sentence each. */
  readonly lines: readonly string[];
}

/** Throws `usage` for a key that the settings do not name. */
export function keyPage(session: SessionParts, name: string): KeyPageReport {
  const { settings } = loadSettings(session);
  const key = Object.hasOwn(settings.keys, name) ? settings.keys[name] : undefined;
  if (!key) throw new KeywardError('usage', unknownName('key', name, Object.keys(settings.keys)));
  if (key.vendor !== undefined) {
    throw new KeywardError(
      'usage',
      `${name} was given to ${key.vendor}: replace it there, then \`keyward key record ${name} --rotated\``,
    );
  }
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
  };
}
