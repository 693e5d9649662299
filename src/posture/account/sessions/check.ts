import { askedOf } from '../asked.ts';

export const sessions = askedOf('sessions', 'the list of devices and sessions of the account', {
  id: 'ACCT-06',
  severity: 'medium',
  title: 'the sessions and devices of the login were looked through',
  why: 'A stolen session cookie needs neither password nor second factor, and stays until it is ended.',
  how: 'No exchange tells it by a call: some list logins of the past, and none says which sessions live. Its owner looks at the list, ends what is not his, and says so; it is asked again when that has ended.',
  fix: 'End every session and device that you do not know, then change the password.',
  undo: 'Log in again from the device; nothing else is lost.',
  references: ['https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html'],
  boxes: [],
});
