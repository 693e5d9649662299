import { formatDecimal } from '../core/index.ts';
import type { OpenBook } from './books.ts';
import { type Finding, finding } from './finding.ts';
import { isoOf } from './sentences.ts';

/** A balance that nothing explains; what is known of one difference says nothing of the next. `isTaken`: something is missing in this wallet; more than there should be is no theft by itself. */
export function bookFinding(key: string, book: OpenBook, isTaken: boolean): Finding {
  const { wallet, asset, delta, had, has, flows, closedMs, sinceMs } = book;
  const amount = formatDecimal(delta).replace('-', '');
  const says =
    delta < 0n
      ? `${amount} ${asset} are missing in the ${wallet} wallet, and no trade, fee or transfer explains it`
      : `${amount} ${asset} more are in the ${wallet} wallet than any trade or transfer explains`;
  return finding('books-open', isTaken ? 'critical' : 'warning', key, `${wallet} ${asset} ${isoOf(sinceMs)}`, says, {
    evidence: [
      `at ${isoOf(closedMs)}: ${formatDecimal(had)} ${asset}, since then known changes of ${formatDecimal(flows)}, now ${formatDecimal(has)}`,
    ],
    isSecurity: isTaken,
  });
}
