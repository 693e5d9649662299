import { askedOf } from '../asked.ts';

export const addressList = askedOf('addressList', 'the withdrawal settings of the account', {
  id: 'ACCT-04',
  severity: 'high',
  title: 'withdrawals go to listed addresses alone, and new ones wait',
  why: 'Without the list whoever is in the account withdraws to any address at once. A wait of a day or more is the time to notice.',
  how: 'No exchange tells it by a call: where one lists addresses, it does not say whether withdrawals are held to the list. Its owner looks at the page and says what stands there.',
  fix: 'Turn the withdrawal address list on, and the lock or waiting time for new addresses.',
  undo: 'Turn the list off on the same page; most exchanges then hold withdrawals for a day or more.',
  references: [
    'https://academy.binance.com/en/articles/withdrawal-address-whitelist',
    'https://support.kraken.com/hc/en-us/articles/13644055237908-How-to-prevent-unwanted-withdrawals',
  ],
  boxes: [31],
});
