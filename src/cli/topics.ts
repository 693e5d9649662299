/** A question that people ask, answered in paragraphs; a line that begins with two spaces is kept as it is. */
export interface Topic {
  readonly title: string;
  readonly text: readonly string[];
}

export const topics: Readonly<Record<string, Topic>> = {
  'withdraw-right': {
    title: 'why a key must not be able to withdraw',
    text: [
      'A bot never needs to withdraw. A key that can do it turns every leak into the loss of the whole account, so Keyward asks the exchange what each key can do when it starts and every few minutes, and does not sign with one that can withdraw.',
      "Take the right away on the exchange's page of API keys, and Keyward signs within a minute, without a restart. `keyward key list` shows what the exchange says of each key.",
      'If it cannot be taken away, the owner can say so in writing, with a reason that stands in the journal:',
      '  keyward key override-withdraw NAME --reason "..."',
      'Even then no bot can withdraw: withdrawals, transfers and key administration are refused for every bot key, whatever the settings say. The override only protects less against a leak of the exchange key itself.',
      'Where an exchange cannot be asked, the abilities read "unknown". That is not "no": look at the key on the exchange\'s own page.',
    ],
  },
  keys: {
    title: 'where keys live',
    text: [
      'Exchange keys are not in keyward.yaml; there is no setting that could hold one. `keys.NAME.from` says where each is read from:',
      "  from: { env: {} }                       variables of Keyward's own process",
      '  from: { dotenv: { file: .env } }        a file that only its owner can read',
      "  from: { age: {} }                       Keyward's own encrypted vault",
      '  from: { systemd: { name: NAME } }       a systemd credential',
      '  from: { keyring: {...} }                the keyring of the desktop',
      '  from: { command: { run: [...] } }       what a program prints: op, pass, sops',
      '  from: { vault: {...} }                  HashiCorp Vault or OpenBao',
      '  from: { aws: { name: NAME } }           AWS Secrets Manager',
      '  from: { gcp: { name: NAME } }           Google Cloud Secret Manager',
      '`keyward key add NAME --exchange EXCHANGE` takes a key in and stores it; docs/credentials.md has each place with its settings.',
      'Without `from` it is the environment, under the names that people already have, such as BINANCE_API_KEY and BINANCE_API_SECRET. A file that others can read is refused.',
      'Keyward reads each when `keyward up` starts, and looks again while it runs, in a file every 2 seconds, elsewhere every 1 to 5 minutes; only variables of the process and systemd credentials cannot change. A key that has changed is taken up without a restart: the exchange is asked what it can do, then Keyward signs with it. When the place fails, the last good one stays in use, and an alarm is raised.',
      'At the start there is no last good one: if the place of a key that bots trade with does not answer, `keyward up` ends with exit 3 (`vault-unreached`); if it refuses Keyward or does not hold the key, with exit 2. The message names the place.',
      'In memory a secret is kept outside the JavaScript heap and prints as [secret]. Keyward writes it to disk only sealed or encrypted, and never one that lives in a remote place.',
      'Bot keys are made by `keyward bot add` and shown once. Symmetric ones are kept sealed in the state folder (bots.json, sealed by seal.key), asymmetric ones as the public key only. They work through Keyward on this machine and nowhere else.',
      'Run Keyward as a system user of its own and the bots as others: a process of the same user can read its memory and its files.',
    ],
  },
  'key-audit': {
    title: 'how to read the key audit',
    text: [
      '`keyward key audit` has a line for each key, then what is wrong with them, worst first. The columns:',
      '  vendor     the hosted platform that was given it; only where some key has one',
      '  holders    who holds it besides Keyward; only where some key has any',
      '  from       where it works: "any ip", "2 ips", "ip list" (not shown), "ip ?"',
      '  age        since it was made; "9+ d" where nobody tells: known for 9 days',
      '  left       until the first day on which something happens to it for certain',
      '  ways out   how many ways there are for value to leave, or to get locked',
      '  can        the rights that it has; * says its owner, ? nobody tells',
      'Where the terminal has no room for all columns, first the holders after the first are counted ("alice +2"), then the age is left out, then vendor and holders go below the table; where that is too narrow as well, each key stands alone, a line for each column. With --json everything is there.',
      'The rights are read, spot, margin, futures, options, transfer (between the own accounts), withdraw (to anybody else) and admin (of keys and sub-accounts), everywhere in the same words.',
      'Ways out are counted from what the rights reach at this exchange: withdrawals, transfers, conversions, loans, trades that give value away. "15" are 15 that this key surely has. "15+1?" are 15 sure ones, and one that the key may have: nobody says whether it has the right, or which right is enough, or there is a condition that rights do not tell.',
      'A finding that is the same of several keys stands there once, with their names; NAME in its command is each of them.',
      '`keyward key audit NAME` has what is wrong with one key first, then each way with its condition, then its calendar; with --calls also each call, with its source. "!" marks one that the key surely has, "?" one that it may have; the condition stands there in words. Then stands where the value goes: "to others", "to own accounts", or "locked in", where it cannot be had for a while.',
      'Each finding has an id that never changes, such as KEY-04: `keyward explain KEY-04` says what it means and what to do. docs/key-findings.md lists all. `keyward up` prints the critical and high ones when it starts, and counts the others, but for those marked INFO, which nobody can mend.',
    ],
  },
  'ip-list': {
    title: 'the list of addresses on an exchange key',
    text: [
      'Exchanges can bind a key to a list of IP addresses. Then the key alone is useless from anywhere else. Put the public address of the machine that runs Keyward on that list, and no other.',
      'Only Keyward talks to the exchange with the key; the bots do not need their addresses listed.',
      '`keyward key list` shows what the exchange says: "ip list", "any ip", or "ip ?" where it does not tell.',
      'If calls fail after a change of address, the exchange usually answers with the same error as for a wrong key.',
    ],
  },
  'leaked-key': {
    title: 'what to do when a key has leaked',
    text: [
      'A bot key: it works only through Keyward, on this machine, inside the limits of its bot. Take it away and issue a new one:',
      '  keyward bot revoke NAME',
      '  keyward bot add NAME',
      'An exchange key, in this order:',
      '  1. keyward halt halt --reason "key leaked"',
      "  2. delete the key on the exchange's page, and see there that it is gone",
      '  3. look for orders, withdrawals and new keys that are not yours',
      "  4. make a new key that cannot withdraw, bound to this machine's address",
      '  5. put it where keys.NAME.from says, and start Keyward again',
      '  6. keyward halt run',
      'Deleting comes before everything else that takes time: until then the thief trades. `keyward journal tail` shows what went through Keyward; what the thief did does not stand there, since it did not pass here.',
      'A key that was ever committed to a repository has leaked, also after the commit was removed.',
    ],
  },
  'kill-switch': {
    title: 'stopping the bots',
    text: [
      'One command, without a question:',
      '  keyward halt reduce     cancels and orders that only reduce pass',
      '  keyward halt halt       only reads and cancels pass',
      '  keyward halt seal       nothing passes',
      'The level stands in a file of the state folder, which the gateway reads before each request leaves. It therefore counts even if the running Keyward hangs, the journal cannot be written or the settings are broken, and it survives a restart.',
      'Raising it again asks for the level to be typed, because somebody had a reason to lower it. `keyward halt` shows who, when and why.',
      'The level stops new requests. `keyward kill` does the rest: it halts, cancels all open orders, closes the positions and sells the holdings of every account, over connections of its own, and reads everything again until nothing is left. See `keyward kill --dry-run`, and `keyward explain watch` for what can use it by itself.',
      'What a kill that was cut off left, the next `keyward kill` takes up; `keyward halt`, `up` and `doctor` say so. `keyward resume` goes back to work, to the level reduce.',
    ],
  },
  watch: {
    title: 'what the monitor sees, and what it does',
    text: [
      "`keyward up` watches the account of each key that bots trade with: open orders, orders, fills, balances, positions, transfers, deposits, withdrawals, and what the key can do. What the journal does not explain is a finding: an order, cancel or change that is none of the bots'; a withdrawal or transfer; a balance that trades, fees and moves do not add up to; a changed key.",
      'Whatever another acts on, in whatever market, changes a balance: the books of each coin find markets that nobody looks at.',
      'A finding is written down, acted on as `monitor.trips` says (by default the bots are halted when somebody else acts on the account, and nothing is sold), and told over the channels of `alerts`.',
      'You trade there yourself? For a while, or for good:',
      '  keyward watch declare --key NAME --for 2h --why "..."',
      '  monitor: { others: [{ who: Ann, key: NAME }] }     in keyward.yaml',
      '  keyward watch ack ABOUT --why "..."                for one that was told',
      '`keyward watch status` shows every list, when it was last read whole, and whether the key may read it: what cannot be read is not seen.',
      "`keyward watch` runs the monitor alone on another host, best with a key that only reads (purpose: watch, named in `monitor.with`). Without the journal it does not know the bots' orders: in their markets it takes orders for theirs. It alarms and acts on nothing.",
    ],
  },
  clock: {
    title: 'clocks and timestamps',
    text: [
      "Keyward measures each exchange's own time when it starts and once a minute, and signs with that. The clock of this machine may be wrong without an order failing for it.",
      "A bot's request must be fresh: within the window of its exchange, by the clock of this machine or by the exchange's time, for clients use either. One that is not is refused with `bot-clock`: set the clock of the bot's host (for example with chrony or systemd-timesyncd).",
      'Daily limits begin anew at midnight UTC. Times in the journal are UTC.',
    ],
  },
  'unknown-outcome': {
    title: 'when the exchange does not answer',
    text: [
      'After a timeout nobody knows whether an order was placed. Keyward says so ("outcome unknown", in the exchange\'s own dialect), never "failed", and repeats nothing.',
      'What the order could have cost stays taken from the budgets. Keyward asks the exchange by client order id, which it adds where the bot gave none, until the order is found or surely absent; then the budgets are set right.',
      'The bot looks the order up before it sends another.',
      '`keyward policy budgets` lists orders that are open or unknown. If the exchange cannot be asked any more and you have looked yourself, give the budget back by hand:',
      '  keyward policy release ID',
    ],
  },
};
