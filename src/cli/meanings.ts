import type { Code } from '../core/index.ts';

/** What a code means, beyond its title, and which setting decides it. */
export interface Meaning {
  readonly means: string;
  /** A path in keyward.yaml; absent where no setting decides. `BOT` and `KEY` stand for names. */
  readonly setting?: string;
}

const limit = (name: string): string =>
  `bots.BOT.limits.${name}, scopes.keys.KEY.limits.${name}, scopes.all.limits.${name}`;

/** Every code of the catalogue, in its order. */
export const meanings: Readonly<Record<Code, Meaning>> = {
  'http-malformed': {
    means:
      "The bytes on the bots' port are not an HTTP/1.1 request that can be read in exactly one way. Nothing was looked at beyond that.",
  },
  'http-host': {
    means:
      "A web page that tricks a browser into talking to this machine shows itself by its Host header, so only the gateway's own address and the exchanges' hosts are answered.",
  },
  'http-browser': {
    means:
      'The request carries headers that only browsers send. Bots do not; a page in a browser on this machine must not reach the gateway.',
  },
  'http-transfer-encoding': {
    means:
      'A compressed or oddly framed body could be read differently here and at the exchange, so it is not read at all.',
  },
  'http-path': {
    means:
      'Dot segments, encoded slashes and the like are read differently by different programs. What was checked must be what is sent.',
  },
  'http-parameter': {
    means: 'Exchanges differ in which of two parameters of one name they take. Keyward does not guess.',
  },
  'http-body': { means: 'The body is not valid UTF-8, or not a form or JSON object, or has a key twice.' },
  'http-too-large': { means: 'No request of a bot to an exchange is that large.' },
  'http-timeout': { means: 'The request began and did not end in time. It was dropped before anything was decided.' },
  'http-method': { means: 'The supported exchanges use no other method.' },
  'http-header': {
    means:
      "A header that starts with an exchange's prefix, or looks like a credential, can change what a request does: one such header turns a live order into a demo one. Unknown ones are refused rather than dropped.",
  },
  'http-header-size': {
    means: 'The headers of the request are longer than those of any client. Nothing of it was read.',
  },
  'http-upgrade': {
    means:
      'A WebSocket or tunnel would carry bytes past every check. Keyward answers one request at a time; streams of public market data are taken from the exchange directly.',
  },
  'route-unknown': {
    means:
      'The address names no host that is in the facts of an exchange with a key in the settings. There are no free targets.',
  },

  'bot-unknown': {
    means:
      'Either no such bot key was issued here (or it was revoked), or the signature does not fit its secret. Both answer alike, so that nobody can find out which keys exist.',
  },
  'bot-unsigned': {
    means: 'Knowing a key id proves nothing. Only calls that carry the signature of the bot key are looked at further.',
  },
  'bot-expired': { means: 'The bot key was issued with --expires, and that time has come.' },
  'bot-clock': {
    means:
      "The timestamp in the request lies outside the window of its exchange, by the clock of this machine and by the exchange's own time alike. An old request may be a stolen one.",
  },
  'bot-replay': {
    means:
      'A signed request passes once. The same bytes again are a replay, by an attacker or by a client that repeats without signing anew.',
  },

  'endpoint-unknown': {
    means: 'Endpoints are an allow-list by method and path. One that is not on it might do anything, so it is refused.',
  },
  'class-refused': {
    means:
      'The endpoint withdraws, transfers, administers keys or belongs to lending and other finance. No policy has a word for these, so no settings file can allow them.',
  },
  'stream-refused': {
    means:
      'Private streams need a token that would work past Keyward. They are refused until Keyward relays them itself.',
  },
  'not-modelled': {
    means:
      'The size of the order cannot be computed exactly: an order type or option that is not modelled, an inverse contract, reduce-only on spot. What cannot be measured cannot be limited.',
  },
  'parameter-unknown': {
    means:
      'The endpoint is known, one of its parameters is not. On requests that change something, unknown parameters are refused.',
  },
  'parameter-invalid': {
    means: 'A known parameter is missing, appears where it may not, or is not an exact number. The message names it.',
  },
  'environment-mismatch': {
    means:
      'The exchange key was issued for one environment (live, testnet, demo), and the host or a header of the request names another.',
    setting: 'keys.KEY.environment',
  },

  'halt-reduce': {
    means:
      'Somebody lowered the halt level to reduce. Reads, cancels and orders that only make a position smaller pass; everything that adds risk is refused.',
    setting: 'the halt level, see `keyward halt`',
  },
  'halt-halt': {
    means: 'Somebody lowered the halt level to halt. Reads and cancels pass, nothing else.',
    setting: 'the halt level, see `keyward halt`',
  },
  'halt-seal': {
    means: 'Somebody lowered the halt level to seal: no request of a bot passes, not even a cancel.',
    setting: 'the halt level, see `keyward halt`',
  },
  'may-read': {
    means: 'Balances, orders and positions are private; this bot has not been given them.',
    setting: 'bots.BOT.may',
  },
  'may-trade': {
    means: 'The bot may read at most. Orders, cancels and settings of trading are all refused.',
    setting: 'bots.BOT.may',
  },
  'market-unlisted': {
    means:
      'A thief with a trade-only key buys an illiquid coin that he holds himself. The list of markets is what stops that, so it has no default.',
    setting: 'bots.BOT.markets',
  },
  'market-unknown': { means: 'The exchange does not list a market of this symbol, or its list could not be read yet.' },
  'side-unlisted': {
    means: 'The settings let the bot (or all bots of a scope) trade on one side only.',
    setting: limit('sides'),
  },
  'type-unlisted': {
    means: 'The settings name the order types that may be placed, and this is not one of them.',
    setting: limit('order_types'),
  },
  'order-notional': {
    means:
      "What one order may cost or bring in the market's quote currency. A buy counts at its limit price, a sell and a market order at the higher of their price and the reference price.",
    setting: limit('order_notional'),
  },
  'open-orders': { means: 'Orders on their way and of unknown outcome count as open.', setting: limit('open_orders') },
  'open-notional': {
    means: "The worth of all orders that are or may be open, in the market's quote currency.",
    setting: limit('open_notional'),
  },
  'daily-notional': {
    means: 'All orders since midnight UTC count, less the part that surely was not filled. It survives a restart.',
    setting: limit('daily_notional'),
  },
  'order-rate': { means: 'Orders placed and amended within the last 60 seconds.', setting: limit('orders_per_minute') },
  'cancel-rate': {
    means: 'Cancels within the last 60 seconds. The limit is a loose one, so that a bot can always get out.',
    setting: limit('cancels_per_minute'),
  },
  'price-band': {
    means:
      'The price lies too far from the price that Keyward itself asks the exchange for or, of a stop or take-profit that waits, from its own trigger. An order at an absurd price gives the money to whoever stands on the other side. So does an order without a limit price in a market where bid and ask lie further apart than the band; and there one small trade reaches any trigger, so a stop that waits far from the market is refused as well.',
    setting: limit('price_band'),
  },
  'no-price': {
    means:
      'Keyward polls a price for each listed market every 2 seconds and trusts it for 5. Without one, neither the worth of a market order nor a price band can be judged. An order without a limit price under a band needs the bid and the ask too.',
    setting: limit('price_band'),
  },
  'currency-mismatch': {
    means:
      "Amounts in different currencies are never added up or converted. The limit names no amount in this market's quote currency, so it allows none.",
    setting: limit('order_notional'),
  },
  leverage: {
    means: 'Setting a leverage up to the cap passes; above it is refused. The default cap is 1.',
    setting: limit('leverage'),
  },
  hours: {
    means: 'Orders are placed and amended only within the windows, in UTC. Cancels always pass.',
    setting: limit('hours'),
  },
  'setting-refused': {
    means:
      'Margin mode and position mode change what every order of the account does. Asking for the value that it has already passes.',
  },
  'order-twin': { means: 'A request with the same content is in flight. Two of them would be two orders.' },
  'order-foreign': {
    means:
      'The order was placed by another bot, by hand, or before Keyward. Sweeping cancels count, too, while others have orders open there.',
    setting: limit('cancel_foreign'),
  },
  'amend-unknown': {
    means: 'Keyward does not know the order that is to be amended, so it cannot tell how large it would become.',
  },

  'exchange-rate': {
    means:
      "Keyward counts what all bots use of the exchange's limits and stops before the exchange would ban this address. A share is kept for cancels.",
  },
  'exchange-clock': { means: "Requests are signed with the exchange's own time, which has not been measured yet." },
  'key-refused': {
    means:
      'The exchange says that the key can withdraw, or does not accept it, or has not said yet what it can do. Until then nothing is signed with it. Take the right to withdraw away on the exchange: Keyward sees it within a minute; `keyward explain withdraw-right` says more.',
    setting: 'keys.KEY',
  },
  'journal-down': {
    means:
      'What cannot be written down is not sent. Cancels, and exits that only reduce, may pass; they are written when it is possible again.',
  },
  'upstream-unreached': {
    means: 'The connection failed before a byte of the request left. Nothing happened at the exchange.',
  },
  'upstream-unknown': {
    means:
      'The request left and no answer came. It may have worked or not; its budget stays taken, nothing is repeated, and Keyward asks the exchange by client order id until it is known.',
  },
  'shutting-down': { means: 'What is in flight ends; nothing new begins.' },

  usage: { means: 'An argument or option is missing, unknown, or not one of the values that it may have.' },
  'config-missing': {
    means:
      'A settings file that is named must be there. Keyward never falls back to the practice exchange because of a typo.',
  },
  'config-invalid': {
    means: 'keyward.yaml has a fault, and nothing of it is used. `keyward policy check` lists all faults at once.',
  },
  'credential-missing': {
    means: 'The place that the settings name for an exchange key does not hold all of its parts.',
    setting: 'keys.KEY.from',
  },
  'credential-invalid': {
    means: 'The key or secret was found and does not have a form that its exchange issues.',
    setting: 'keys.KEY.from',
  },
  'scan-unreached': {
    means:
      'Git could not fetch the repository that `keyward scan --repo` names: the address is wrong, the network or the other end does not answer, or asks for a login that your git does not have. What git said of it stands in the message. Nothing was scanned, so nothing is known to be clean.',
  },
  'vault-unreached': {
    means:
      'A key lives on another machine or with a program (`keys.NAME.from`), and that did not answer, or is sealed. At the start that ends Keyward, for it would have no key. While it runs, the last good credential stays in use, in memory only, and an alarm is raised.',
    setting: 'keys.KEY.from',
  },
  'vault-refused': {
    means:
      'The place where a key lives answered, and does not let Keyward read it: the token is no longer good, or has no right to this one secret. The least rights that are needed stand in the folder recipes of the package.',
    setting: 'keys.KEY.from',
  },
  'vault-unsupported': {
    means:
      'The back end under `from` needs something that is not installed: a package of a cloud provider, or a program such as secret-tool. Packages of cloud providers are not installed with Keyward; install the one that is named beside it.',
    setting: 'keys.KEY.from',
  },
  'vault-locked': {
    means:
      "Keyward's own encrypted vault needs its identity to be opened, and could not get it: the file is not there, the passphrase is wrong, or the place named under `vault.unlock` does not give it.",
    setting: 'vault.unlock',
  },
  'vault-read-only': {
    means:
      'Keyward was to write a new credential to a place that it can only read: the environment, a systemd credential, a command without `write`, or a document of another shape.',
    setting: 'keys.KEY.from',
  },
  'key-exists': {
    means: '`keyward key add` makes a new entry under `keys`; one of that name is there, with a credential.',
    setting: 'keys.KEY',
  },
  'key-can-withdraw': {
    means:
      'The exchange says that whoever has this key can take the money out. No bot needs that, so Keyward does not even keep such a key unless its owner says in writing why it has to be; `keyward explain withdraw-right` says more.',
  },
  'key-any-address': {
    means:
      'The exchange says that this key works from everywhere, so a copy of it does too. With an IP list a stolen key is of no use elsewhere, and most exchanges delete keys without one after a while.',
  },
  'key-untold': {
    means:
      'Some exchanges do not tell whether a key can withdraw, or whether it has an IP list. What is not known is not taken for fine: the owner looks at the page of the key and says how he knows that it cannot withdraw (--cannot-withdraw), and from which addresses it works (--bound-to). That counts for 180 days, then the audit asks for it again.',
  },
  'key-not-answered': {
    means:
      'A key is asked what it can do before it is kept. The exchange refused it, or did not answer, so nothing was stored.',
  },
  'key-not-replaced': {
    means:
      'The rotation function of AWS Secrets Manager has stopped: what it was told does not fit, or the new key was broader than the one it was to replace, and was removed. The present key goes on; `docs/credentials.md` and recipes/aws/rotation say more.',
  },
  'backup-exists': { means: 'A backup is not written over what is there, which may be the only good one.' },
  'backup-damaged': {
    means:
      'A byte of the file is not what was encrypted, a part of it is missing, or it holds what no backup of Keyward holds. Everything is checked before any of it is put in place.',
  },
  'home-not-empty': {
    means:
      'Two states cannot be made into one: budgets, nonces and bot keys of one of them would be lost. So a backup is restored only where there is none.',
  },
  'file-readable': {
    means: 'Other users of this machine could read the file, so what is in it must count as known to them.',
  },
  'check-failed': {
    means:
      'Before it starts with keys of real exchanges, `keyward up` runs the checks. One of the severity under `check.refuseStart`, or a graver one, fails, and its owner has not said in writing that it may stand.',
    setting: 'check.refuseStart',
  },
  'check-late': {
    means:
      'A look of the checks took longer than it may, or this process stood still meanwhile, so a check that decides on the start, or on the baseline, has seen nothing. Not having looked is no reason to start with keys of real exchanges, nor to call a state good.',
    setting: 'check.refuseStart',
  },
  'report-unwritten': {
    means:
      'The report is written beside the file and then takes its name, so what stood there is whole still. It is never written through a link, nor over what is no ordinary file. The exit code says nothing of the checks.',
  },
  'home-locked': {
    means:
      'One process at a time owns the state folder. Commands reach it through its socket; one that is just starting has none yet.',
  },
  'home-foreign': {
    means:
      'Files made by another user would lock out the one that runs Keyward. Lowering the halt level as root works all the same.',
  },
  'home-unsafe': {
    means:
      'The state folder holds the sealed bot keys and the socket that commands go over; only its owner may enter it.',
  },
  'disk-full': {
    means:
      'The disk that holds the state folder is full, or the quota of the user is used up. Nothing that adds risk leaves until the journal can be written again.',
  },
  'file-failed': {
    means: 'The system refuses a file or folder that Keyward needs. The message says which one and why.',
  },
  'text-broken': {
    means:
      'The disk failed, or the text goes on as something else, as UTF-16 that a shell has added. What follows was not shown.',
  },
  'state-corrupt': {
    means: 'A file was cut off or changed from outside. Keyward stops instead of going on with half of what it knew.',
  },
  'port-busy': { means: 'Another program listens on the port.', setting: 'gateway.port, practice.port' },
  'clock-off': {
    means:
      "Keyward signs with the exchange's own time, but a clock that is seconds off also breaks TLS, tokens that expire, the times in the journal, and bots that sign with it. Measured at the start against the exchanges of live keys and the majority of the NTP servers; one that does not answer stops nothing.",
    setting: 'clock.refuseAboveMs',
  },
  'bot-exists': { means: 'A bot has one key at a time.' },
  'bot-running': {
    means:
      "Another `keyward run` has started this bot on this host and has not ended. A bot has one key at a time, and two processes with one key would spoil each other's orders and limits. The record is `run/NAME.json` in the state folder; a process that has ended does not count.",
  },
  'bot-missing': {
    means: 'The name is not under `bots` in the settings, or no key was issued to it.',
    setting: 'bots.BOT',
  },
  'journal-broken': {
    means:
      'An entry was changed, removed or put in, or the disk lost something. The entries before the break still fit.',
  },
  'journal-missing': {
    means: 'The state folder has no journal: no Keyward has run on it, or KEYWARD_HOME names another one.',
  },
  'decision-missing': {
    means: 'Each decision has an id; denials tell it to the bot. This one is not in the journal of this state folder.',
  },
  'lock-unsupported': {
    means:
      'Two processes on one state folder could both spend the same budget. The lock that excludes that is a Linux abstract socket, and nothing weaker is used instead.',
  },
  'not-confirmed': { means: 'The command asked for a word to be typed, and something else was typed.' },
  'halt-changed': { means: 'While the level was being raised, somebody else set it. Lowering wins over raising.' },
  'not-answering': {
    means:
      'A process holds the state folder and does not answer on its socket: it hangs, is stopped, or is just starting. The halt level is a file that it reads before each send, so lowering it counts once it goes on.',
  },
  'not-running': { means: 'The command needs a running Keyward.' },
  stopped: { means: 'Ctrl-C was pressed, or the system asked the program to end.' },
  internal: {
    means:
      'Something happened that Keyward did not foresee, and it stopped there: inside a decision that is a denial. Please report it with the command or request and the text of the message; it holds no secret. Do not add keys or your settings file.',
  },
};
