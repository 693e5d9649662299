/**
 * Every code that a user can meet: errors of commands and refusals of requests. Codes are permanent.
 * `status` is the HTTP status of an answer outside any exchange's dialect, `exit` the exit code of a command,
 * `dialect` the kind of error as which an exchange's dialect tells it to the bot.
 */
export type Dialect = 'permission' | 'invalid-order' | 'bad-request' | 'auth' | 'timestamp' | 'rate-limit' | 'unknown-outcome';

export interface CatalogueEntry {
  readonly status: number;
  readonly exit: 0 | 1 | 2 | 3 | 4;
  readonly dialect: Dialect;
  readonly title: string;
  readonly hint: string;
}

function http(status: number, title: string, hint: string): CatalogueEntry {
  return { status, exit: 1, dialect: 'bad-request', title, hint };
}

function denial(dialect: Dialect, title: string, hint: string): CatalogueEntry {
  return { status: 403, exit: 1, dialect, title, hint };
}

function fault(exit: 1 | 2 | 3, title: string, hint: string): CatalogueEntry {
  return { status: 500, exit, dialect: 'bad-request', title, hint };
}

export const catalogue = {
  // the HTTP surface
  'http-malformed': http(400, 'the request is not valid HTTP/1.1', 'Use a standard HTTP client; see `keyward doctor`.'),
  'http-host': http(421, 'the Host header is missing, repeated or not this gateway', 'Point the bot at the address that `keyward up` prints.'),
  'http-browser': http(403, 'the request comes from a web page', 'Keyward answers bots only; a browser page may not reach it.'),
  'http-transfer-encoding': http(400, 'the Transfer-Encoding or Content-Encoding is not one that Keyward reads', 'Send the body plain, with Content-Length or chunked.'),
  'http-path': http(400, 'the request target could be read in two ways', 'Send a path without dot segments, encoded slashes, `#`, control or non-ASCII characters.'),
  'http-parameter': http(400, 'a parameter appears twice, or in both the query and the body', 'Send each parameter once.'),
  'http-body': http(400, 'the body could not be read in one way', 'Send a form or a JSON object without duplicate keys, in UTF-8.'),
  'http-too-large': http(413, 'the body is over 64 KiB', 'Split the batch.'),
  'http-timeout': http(408, 'the request did not arrive in time', 'Check the client; Keyward waits 10 s for a whole request.'),
  'http-method': http(405, 'the method is not one that an exchange uses', 'Use GET, POST, PUT or DELETE.'),
  'http-header': http(400, 'a header is not on the list for this exchange', 'Keyward never drops a header silently: remove it, or set the environment of the exchange key instead.'),
  'http-header-size': http(431, 'the headers are over 16 KiB', 'Send fewer or shorter headers.'),
  'http-upgrade': http(400, 'the request asks for another protocol', 'Send plain HTTP/1.1 requests; WebSockets are not served.'),
  'route-unknown': http(404, 'no exchange is reached under this address', 'Use `http://127.0.0.1:PORT/https://HOST/PATH` or `http://127.0.0.1:PORT/HOST/PATH`; see `keyward doctor`.'),

  // who asks
  'bot-unknown': denial('auth', 'the bot key is not known here, or its signature is wrong', 'Check both halves of the bot key; issue a new one with `keyward bot add`.'),
  'bot-unsigned': denial('auth', 'the request names a key but carries no signature', 'Give the client the secret of the bot key as well.'),
  'bot-expired': denial('auth', 'the bot key has expired', 'Issue a new one with `keyward bot add`.'),
  'bot-clock': denial('timestamp', 'the request is older or newer than its window allows', 'Set the clock of the bot\'s host; `keyward doctor` says how far it is off.'),
  'bot-replay': denial('invalid-order', 'the same request was already sent', 'Sign a new request; Keyward forwards each one once.'),

  // what it asks for
  'endpoint-unknown': denial('permission', 'the endpoint is not in the facts of this exchange', 'What is not known is refused. If the exchange has added it, tell us.'),
  'class-refused': denial('permission', 'no bot key can do this: it moves money or keys', 'Withdrawals, transfers, key administration and finance are done by the owner on the exchange.'),
  'stream-refused': denial('permission', 'private streams are not served yet', 'Let the bot poll; the streams of public market data need no key.'),
  'not-modelled': denial('invalid-order', 'this way to trade is not modelled, so its size cannot be known', 'Use the order types listed in docs/exchanges.md.'),
  'parameter-unknown': denial('invalid-order', 'a parameter is not in the facts of this endpoint', 'Remove it; what is not known is refused.'),
  'parameter-invalid': denial('invalid-order', 'a parameter is missing or cannot be read exactly', 'See the message for its name.'),
  'environment-mismatch': denial('permission', 'the host or a header belongs to another environment or site than the exchange key', 'Use the hosts of the key\'s environment (live, testnet or demo), and of its site where `keys.NAME.host` names one.'),

  // may it
  'halt-reduce': denial('invalid-order', 'the halt level is reduce: only cancels and reduce-only orders pass', 'Raise it with `keyward halt run` when you know why it was lowered.'),
  'halt-halt': denial('invalid-order', 'the halt level is halt: only cancels pass', 'Raise it with `keyward halt run` when you know why it was lowered.'),
  'halt-seal': denial('permission', 'the halt level is seal: nothing passes', 'Raise it with `keyward halt run` when you know why it was lowered.'),
  'may-read': denial('permission', 'the bot may not read private data', 'Add `read` to the bot\'s `may`.'),
  'may-trade': denial('permission', 'the bot may not trade', 'Add `trade` to the bot\'s `may`.'),
  'market-unlisted': denial('permission', 'the market is not on the bot\'s list', 'Add it to the bot\'s `markets`.'),
  'market-unknown': denial('invalid-order', 'the exchange lists no such market', 'Check the symbol.'),
  'side-unlisted': denial('invalid-order', 'the side is not on the bot\'s list', 'Add it to `limits.sides`.'),
  'type-unlisted': denial('invalid-order', 'the order type is not on the bot\'s list', 'Add it to `limits.order_types`.'),
  'order-notional': denial('invalid-order', 'the order is larger than its limit', 'Place a smaller order or raise `limits.order_notional`.'),
  'open-orders': denial('invalid-order', 'too many orders would be open', 'Cancel one or raise `limits.open_orders`.'),
  'open-notional': denial('invalid-order', 'the open orders together would be larger than their limit', 'Cancel one or raise `limits.open_notional`.'),
  'daily-notional': denial('invalid-order', 'the orders of this day together would be larger than their limit', 'Wait for midnight UTC or raise `limits.daily_notional`.'),
  'order-rate': denial('invalid-order', 'too many orders in a minute', 'Slow the bot down or raise `limits.orders_per_minute`.'),
  'cancel-rate': denial('invalid-order', 'too many cancels in a minute', 'Slow the bot down or raise `limits.cancels_per_minute`.'),
  'price-band': denial('invalid-order', 'the price is too far from the reference price or from its trigger, or the market is too thin for an order without a price or with a trigger far away', 'Check the price, use a limit order, or widen `limits.price_band`.'),
  'no-price': denial('invalid-order', 'there is no fresh reference price, so the order\'s size cannot be known', 'Wait for the market data, or check `keyward doctor`.'),
  'currency-mismatch': denial('invalid-order', 'no limit is given in the quote currency of this market', 'Give the limit in that currency too.'),
  leverage: denial('invalid-order', 'the leverage is above its cap', 'Lower it or raise `limits.leverage`.'),
  hours: denial('invalid-order', 'outside the hours in which the bot may trade', 'Wait or change `limits.hours`.'),
  'setting-refused': denial('permission', 'the setting would change how orders of this account behave', 'Change it yourself on the exchange.'),
  'order-twin': denial('invalid-order', 'the same order is already on its way', 'Wait for its outcome.'),
  'order-foreign': denial('invalid-order', 'the order is not one that this bot placed', 'A bot amends and cancels its own orders only, unless `limits.cancel_foreign` allows it.'),
  'amend-unknown': denial('invalid-order', 'the size of the amended order cannot be known', 'Name an order that was placed through Keyward, or cancel and place.'),

  // can it be done now
  'exchange-rate': denial('rate-limit', 'the exchange would ban this address for too many requests', 'Slow the bots down; cancels still pass from the reserve.'),
  'exchange-clock': denial('timestamp', 'the exchange\'s own time is not known yet', 'Check the connection to the exchange.'),
  'key-refused': denial('permission', 'Keyward does not sign with this exchange key', 'See `keyward key list` for the reason; Keyward asks the exchange again by itself.'),
  'journal-down': denial('invalid-order', 'the journal cannot be written, so nothing that adds risk leaves', 'Free the disk; cancels still pass.'),
  'upstream-unreached': denial('unknown-outcome', 'the exchange was not reached', 'The request was not sent; try again.'),
  'upstream-unknown': denial('unknown-outcome', 'the outcome is unknown: the exchange did not answer', 'Keyward is asking the exchange; look up the order before sending another.'),
  'shutting-down': denial('invalid-order', 'Keyward is shutting down', 'Start it again with `keyward up`.'),

  // commands
  usage: fault(2, 'the command was called wrongly', 'See `keyward --help`.'),
  'config-missing': fault(2, 'the settings file named is not there', 'Check the path, or run `keyward init`.'),
  'config-invalid': fault(2, 'the settings are not valid', 'Correct the line that is named; `keyward policy check` shows every problem at once.'),
  'credential-missing': fault(2, 'a credential is not there', 'Write what is missing there, or say under `from` of the key where it is; see `keyward explain keys`.'),
  'credential-invalid': fault(2, 'a credential cannot be used', 'Copy it again from the exchange, whole; see `keyward explain keys`.'),
  'scan-unreached': fault(3, 'the repository elsewhere could not be fetched', 'Check its address, the network, and whether your git may read it; nothing was scanned.'),
  'vault-unreached': fault(3, 'the place where a credential lives does not answer', 'See the message; Keyward starts once it answers, and a Keyward that runs goes on with the last good credential.'),
  'vault-refused': fault(2, 'the place where a credential lives does not let Keyward read it', 'Give Keyward the right, the passphrase or the identity that the message names, and no more.'),
  'vault-unsupported': fault(2, 'a program or package that this back end needs is not here', 'Install what the message names, or keep the credential elsewhere.'),
  'vault-locked': fault(2, 'the vault cannot be opened', 'Say under `vault` in the settings where its identity is, or give the passphrase.'),
  'vault-read-only': fault(2, 'Keyward cannot write there', 'Write the new credential there yourself; a Keyward that runs takes it up, where the place can change meanwhile.'),
  'key-exists': fault(2, 'there is a key of this name', 'Replace it with `keyward key rotate`, or take another name.'),
  'key-can-withdraw': fault(1, 'the key can withdraw, so it is not taken', 'Take that right away on the exchange; or say in writing why it has to be, with `--allow-withdraw REASON`.'),
  'key-any-address': fault(1, 'the key works from any address, so it is not taken', 'Give it an IP list on the exchange, see `keyward explain ip-list`; or say in writing why it has none, with `--allow-any-ip REASON`.'),
  'key-untold': fault(1, 'the exchange does not tell what matters of the key, so it is not taken', 'Look at the page of the key, then say what stands there, with the option that the message names.'),
  'key-not-answered': fault(3, 'the exchange did not say what the key can do', 'See the message; `keyward doctor error` says what the answer of an exchange means.'),
  'key-not-replaced': fault(1, 'the key was not replaced', 'See the message; the key before it goes on working.'),
  'backup-exists': fault(2, 'there is a file of this name', 'Give another name, or replace it with `--force`.'),
  'backup-damaged': fault(3, 'the file is no backup of Keyward, or was changed or cut', 'Take another copy of it, or an older backup; nothing was restored.'),
  'home-not-empty': fault(2, 'the state folder is not empty', 'Restore into another KEYWARD_HOME, or move this one away first.'),
  'file-readable': fault(2, 'a file with secrets can be read by others', 'Run `chmod 600` on it.'),
  'check-failed': fault(1, 'a check fails, and nobody has waived it', 'Mend what it says, or `keyward waive ID --why ... --until DAY`; the threshold is `check.refuseStart`.'),
  'check-late': fault(3, 'the time ran out before the checks had seen what they must', 'Run the command again; what this host is too slow to show, let it stand in writing: `keyward waive ID --why ... --until DAY`.'),
  'report-unwritten': fault(2, 'the report cannot be written to the file named', 'Give another file, or free the disk; what was there stays as it was.'),
  'home-locked': fault(3, 'another Keyward uses this state folder', 'Stop it, or set another KEYWARD_HOME.'),
  'home-foreign': fault(2, 'the state folder belongs to another user', 'Run the command as the user that runs `keyward up`.'),
  'home-unsafe': fault(2, 'the state folder can be entered by others', 'Run `chmod 700` on it.'),
  'disk-full': fault(3, 'there is no room on the disk', 'Free the disk; lowering the halt level and cancels work all the same.'),
  'file-failed': fault(2, 'a file or folder cannot be used', 'See the message for its name and the reason; the state folder is `KEYWARD_HOME`.'),
  'text-broken': fault(3, 'a text could not be read to its end', 'What was shown up to there is masked; see the message for where it ends.'),
  'state-corrupt': fault(3, 'a file of the state folder cannot be read', 'Restore it from a backup; Keyward does not guess what it said.'),
  'port-busy': fault(3, 'the port is in use', 'Stop that program, or give another port in the settings; `keyward practice` also takes `--port`.'),
  'clock-off': fault(1, 'the clock of this host is too far off to start with keys of real exchanges', 'Set the clock (`keyward doctor clock` says how), or accept it for a day with `keyward doctor clock --accept --reason TEXT`.'),
  'bot-exists': fault(2, 'a bot of this name has a key', 'Take it away with `keyward bot revoke`, then issue a new one; or write another bot under `bots`.'),
  'bot-running': fault(1, 'the bot runs already', 'End it first; one bot key is for one process.'),
  'bot-missing': fault(2, 'there is no such bot', '`keyward bot list` shows the bots of the settings and their keys; a new bot is written under `bots` there first.'),
  'journal-broken': fault(1, 'the journal does not verify', 'See the message for the first entry that does not fit.'),
  'journal-missing': fault(3, 'there is no journal here', 'It begins with the first `keyward up`; check KEYWARD_HOME.'),
  'decision-missing': fault(1, 'no such decision stands in the journal', 'Check the id and KEYWARD_HOME.'),
  'lock-unsupported': fault(2, 'the state folder cannot be locked on this system', 'Run Keyward on Linux: its lock is an abstract socket, which other systems do not have.'),
  'not-confirmed': fault(1, 'it was not confirmed, so nothing was changed', 'Type exactly what is asked for, or pass `--yes`.'),
  'halt-changed': fault(1, 'the halt level was changed while it was being raised', 'Look at it with `keyward halt`, then decide again.'),
  'not-answering': fault(3, 'the running Keyward does not answer', 'Lowering the halt level works all the same; else end the process and start it again.'),
  'not-running': fault(3, 'no Keyward is running here', 'Start it with `keyward up`.'),
  stopped: fault(3, 'the command was stopped before its end', 'Run it again; it leaves nothing behind.'),
  internal: fault(3, 'Keyward has failed', 'This is a defect; `keyward explain internal` says how to report it.'),
} as const satisfies Record<string, CatalogueEntry>;

export type Code = keyof typeof catalogue;
