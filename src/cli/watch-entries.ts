import { counted, type EntryOf, shortTimes } from '../app/index.ts';
import type { Style } from './command.ts';
import { because, type Said } from './said.ts';

/** Entries of the monitor and of the kill switch. */
export function watchSays(style: Style, entry: EntryOf<'finding' | 'trip' | 'declared' | 'kill'>): Said {
  switch (entry.kind) {
    case 'finding': {
      const { severity, key, says, evidence, about } = entry;
      const paint = severity === 'critical' ? style.red : severity === 'warning' ? style.yellow : style.dim;
      return {
        what: 'finding',
        paint,
        text: shortTimes(`${key}: ${says}`),
        more: severity === 'info' ? [] : [...unsaid(says, evidence), about],
      };
    }
    case 'trip':
      return { what: 'trip', paint: style.red, text: `${entry.action}: ${entry.says}`, more: [entry.about] };
    case 'declared':
      return { what: 'declared', paint: style.yellow, text: declaredText(entry) };
    case 'kill':
      return killSays(style, entry);
  }
}

function declaredText({ about, key, who, markets, moves, until, by, why }: EntryOf<'declared'>): string {
  if (about !== undefined) return `${about} is known, by ${by}${because(why)}`;
  const where = markets === undefined ? 'everywhere' : `in ${markets.join(', ')}`;
  const what = moves === true ? 'trades and moves value' : 'trades';
  return `${who ?? 'the owner'} ${what} on ${key} ${where} until ${until.slice(0, 19).replace('T', ' ')} UTC, by ${by}${because(why)}`;
}

function killSays(style: Style, { key, state, by, why, cancelled, closed, sold, residue }: EntryOf<'kill'>): Said {
  const done = [
    counted(cancelled ?? 0, 'order', 'cancelled'),
    counted(closed?.length ?? 0, 'position', 'closed'),
    counted(sold?.length ?? 0, 'holding', 'sold'),
  ].filter((part) => part !== '');
  return {
    what: 'kill',
    paint: state === 'flat' ? style.yellow : style.red,
    text: `${[`${key} ${state}`, ...done].join(', ')}, by ${by}${because(why)}`,
    more: residue ?? [],
  };
}

/** What the sentence has not said already. */
function unsaid(says: string, evidence: readonly string[]): string[] {
  return evidence.filter((line) => !says.includes(line)).map(shortTimes);
}
