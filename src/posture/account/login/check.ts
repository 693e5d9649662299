import { askedOf } from '../asked.ts';

export const login = askedOf('login', 'the security settings of the account', {
  id: 'ACCT-01',
  severity: 'high',
  title: 'the exchange login asks for an app or a hardware key, and never for an SMS alone',
  why: 'Who logs in makes keys that withdraw. A password leaks, and a phone number is moved to another SIM by a call to the carrier.',
  how: 'Bitfinex, Crypto.com Exchange and Deribit tell a key that may read the account which second factor is on, and have none by SMS; every key of the account must be told it or belong to one that is. Elsewhere, and where the answer fails, its owner looks at the page and says what stands there. What the exchange says counts more than what its owner has said.',
  fix: 'Turn on a passkey, a hardware key or an authenticator app for the login, and SMS off.',
  undo: 'Turn the second factor off on the same page.',
  references: [
    'https://support.kraken.com/hc/en-us/articles/201396837-Securing-your-account',
    'https://pages.nist.gov/800-63-4/sp800-63b.html',
  ],
  boxes: [30],
});
