import type { Check } from '../../check.ts';
import type { RecordsFacts } from '../facts.ts';
import { eachWatched } from '../watched.ts';

export const ownOrders: Check<RecordsFacts> = {
  id: 'REC-01',
  severity: 'critical',
  title: 'every order, fill and position on the accounts is in the records of the bots',
  why: 'An order that no bot placed was placed by somebody else: a stolen key that can only trade is emptied by trades.',
  how: 'The findings of the monitor that are neither over nor acknowledged, from the running Keyward and the end of the journal, and how the running watch gets on with each list. Without a watch nothing is known. What happened before the watch began is not judged.',
  fix: 'look at it now: keyward kill if it was nobody of yours, keyward watch ack if it was',
  undo: 'keyward resume after a kill; an acknowledgement stays in the journal',
  references: [],
  boxes: [17, 23],
  judge: (facts) =>
    eachWatched(facts, { question: 'orders', tells: ['orders'], fine: 'nothing is there that its bots did not do' }),
};
