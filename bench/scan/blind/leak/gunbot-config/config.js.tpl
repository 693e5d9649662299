module.exports = {
  "pairs": {
    "kucoin": {
      "USDT-BTC": {"strategy": "stepgrid", "enabled": true, "override": {"MAX_BUY_COUNT": "4"}}
    }
  },
  "exchanges": {
    "kucoin": {
      "masterkey": "<<key>>",
      "mastersecret": "<<secret>>",
      "passphrase": "<<passphrase>>",
      "key": "<<key>>",
      "secret": "<<secret>>",
      "delay": 4
    }
  },
  "bot": {"BOT_DELAY": 10, "TELEGRAM_TOKEN": "<<token@telegram>>", "TELEGRAM_ADMIN_CHATID": "77182035"}
}
