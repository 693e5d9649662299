import { askedOf } from '../asked.ts';

export const phishingCode = askedOf(
  'phishingCode',
  'the security settings of the account, where the exchange has such a code',
  {
    id: 'ACCT-03',
    severity: 'medium',
    title: 'e-mails of the exchange carry a code of the owner',
    why: 'A forged e-mail that asks to log in looks like a real one. A code that only the exchange and its owner know tells them apart.',
    how: 'No exchange tells it by a call: its owner looks at the page and says what stands there. Some exchanges have no such code; say that.',
    fix: 'Set an anti-phishing code that is used nowhere else.',
    undo: 'Take the code out on the same page.',
    references: ['https://help.whitebit.com/hc/en-gb/articles/9787939760029-How-to-enable-%D0%B0nti-phishing-'],
    boxes: [],
  },
);
