import { askedOf } from '../asked.ts';

export const mail = askedOf('mail', 'the security settings of the e-mail account that the exchange writes to', {
  id: 'ACCT-02',
  severity: 'high',
  title: 'the e-mail account of the exchange login has a second factor',
  why: 'Who reads that mailbox resets the password of the exchange, and deletes the notice of the login.',
  how: 'No exchange can tell it: its owner looks at the settings of the mailbox and says what stands there.',
  fix: 'Turn on a passkey, a hardware key or an authenticator app for the mailbox, and take its phone number out of the recovery.',
  undo: 'Turn the second factor off in the same settings.',
  references: ['https://support.kraken.com/hc/en-us/articles/201396837-Securing-your-account'],
  boxes: [30],
});
