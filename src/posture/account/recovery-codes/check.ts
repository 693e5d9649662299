import { askedOf } from '../asked.ts';

export const recoveryCodes = askedOf('recovery', 'where the recovery codes of the second factor lie', {
  id: 'ACCT-07',
  severity: 'low',
  title: 'the recovery codes of the second factor are kept off-line',
  why: 'A code in a mailbox or a cloud drive is a second factor for whoever reads it; without any, a lost phone locks its owner out while the bots trade.',
  how: 'Nobody but its owner can see it.',
  fix: 'Print the codes or keep them in a password manager that is not on the bot host, and delete the copies.',
  undo: 'Make new codes on the security page; the old ones are worth nothing then.',
  references: ['https://cheatsheetseries.owasp.org/cheatsheets/Multifactor_Authentication_Cheat_Sheet.html'],
  boxes: [],
});
