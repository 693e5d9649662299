import type { Check, Finding } from '../../check.ts';
import { whenSeen } from '../../check.ts';
import type { BookSeen, RecordsFacts } from '../facts.ts';
import { openOf } from '../watched.ts';

export const journalWhole: Check<RecordsFacts> = {
  id: 'REC-06',
  severity: 'high',
  title: 'the journal is whole: no entry is missing or changed',
  why: 'Orders are judged by the journal. Who can change it can make a theft look like the doing of a bot.',
  how: 'Every sum, number and link of the book is checked, and its end is held against what the monitor remembered. Of a book over 32 MiB only the end is read here; the whole of it is read by a running Keyward every six hours, whose finding counts. A chain without a key does not stop somebody who writes the whole book anew.',
  fix: 'keyward journal verify names file and line; keep the folder as it is, and restore the copy that verifies',
  undo: 'nothing is changed by looking',
  references: [],
  boxes: [22, 23],
  judge: ({ book, found }) => [
    ...whenSeen('the journal', book, (seen, by) => [judged(seen, by)]),
    ...('seen' in found ? openOf(found.seen, 'journal', found.by) : []),
  ],
};

function judged(book: BookSeen | undefined, by: string): Finding {
  const about = 'the journal';
  if (!book) return { result: 'not-applicable', about, says: 'nothing was ever written', by };
  const { broken, entries, isWhole, isVerified = false, remembered, bytes } = book;
  if (broken) {
    const says = `it is broken at ${broken.file} line ${broken.line}: ${broken.reason}`;
    return { result: 'fail', about, says, by, places: [{ file: broken.file, line: broken.line }] };
  }
  if (remembered !== undefined && entries < remembered)
    return {
      result: 'fail',
      about,
      says: `it ends at entry ${entries}, and ended at entry ${remembered} before: entries are gone`,
      by,
    };
  const size = `${Math.ceil(bytes / 2 ** 20)} MiB`;
  if (!isWhole && isVerified) {
    const says = `its end fits, up to entry ${entries}; the running Keyward verifies the whole of ${size}`;
    return { result: 'pass', about, says, by };
  }
  if (!isWhole)
    return {
      result: 'unknown',
      about,
      says: `its end fits, up to entry ${entries}; the whole of ${size} was not read`,
      by,
      fix: 'keyward journal verify',
    };
  return { result: 'pass', about, says: `all ${entries} entries fit, ${size}`, by };
}
