import type { Check } from '../../check.ts';
import type { RecordsFacts } from '../facts.ts';
import { eachWatched } from '../watched.ts';

export const noMoves: Check<RecordsFacts> = {
  id: 'REC-03',
  severity: 'critical',
  title: 'nothing was withdrawn or transferred, and no key, address or sub-account was changed',
  why: 'Bots move no value out. A withdrawal, a transfer, a new key or a new address is the owner, or the end of the money.',
  how: 'The findings of the monitor that are neither over nor acknowledged, from the running Keyward and the end of the journal, and how the running watch gets on with each list. A key that only trades may not be shown withdrawals: then the books tell of what is gone, and no list of where it went.',
  fix: 'if it was nobody of yours: keyward kill, revoke the key at the exchange, and keyward leak KEY',
  undo: 'an acknowledgement stays in the journal',
  references: [],
  boxes: [17, 23, 32],
  judge: (facts) =>
    eachWatched(facts, {
      question: 'moves',
      tells: ['moves', 'assets'],
      fine: 'nothing was moved or changed that nobody declared',
    }),
};
