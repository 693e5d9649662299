import { askedOf } from '../asked.ts';

export const notices = askedOf('notices', 'the notification settings of the account', {
  id: 'ACCT-05',
  severity: 'medium',
  title: 'the exchange tells of every login and withdrawal at once',
  why: 'Minutes decide whether a withdrawal can still be stopped. Keyward watches the account by its key, which sees no login.',
  how: 'No exchange tells it by a call: its owner looks at the page and says what stands there.',
  fix: 'Turn on notices of each login, new device, API key and withdrawal, to a mailbox or a phone that is read.',
  undo: 'Turn the notices off on the same page.',
  references: [],
  boxes: [32],
});
