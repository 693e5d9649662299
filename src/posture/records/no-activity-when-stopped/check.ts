import type { Check } from '../../check.ts';
import type { RecordsFacts } from '../facts.ts';
import { eachWatched } from '../watched.ts';

export const noActivityWhenStopped: Check<RecordsFacts> = {
  id: 'REC-04',
  severity: 'high',
  title: 'a bot that is stopped asks for nothing',
  why: 'Requests with the key of a bot that has ended come from somebody else who has that key, or from a process that nobody knows of.',
  how: 'The findings of the monitor that are neither over nor acknowledged, from the running Keyward and the end of the journal, and how the running watch gets on with each list. Only bots that were started by `keyward run` are known to be stopped; a bot that goes on placing orders in a halt shows for every bot.',
  fix: 'keyward bot revoke BOT, then see what still has its key',
  undo: 'keyward bot add BOT issues a new key',
  references: [],
  boxes: [17, 23],
  judge: (facts) =>
    eachWatched(facts, { question: 'stopped', tells: ['orders'], fine: 'no request came from a bot that is stopped' }),
};
