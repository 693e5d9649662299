import type { Check } from '../../check.ts';
import type { RecordsFacts } from '../facts.ts';
import { eachWatched } from '../watched.ts';

export const botsAndVenueAgree: Check<RecordsFacts> = {
  id: 'REC-05',
  severity: 'high',
  title: 'the bots and the exchange agree on what became of each order',
  why: 'A bot that believes in a fill or an open stop that the exchange does not have trades on nothing, or stands unprotected.',
  how: 'The findings of the monitor that are neither over nor acknowledged, from the running Keyward and the end of the journal, and how the running watch gets on with each list. What a bot itself believes is not seen: it is what Keyward told it, held against the lists of the exchange.',
  fix: 'keyward explain DECISION shows what was sent and answered; then correct or restart the bot',
  undo: 'nothing is changed by looking',
  references: [],
  boxes: [21, 23],
  judge: (facts) =>
    eachWatched(facts, { question: 'venue', tells: ['orders'], fine: 'every order ended as its bot was told' }),
};
