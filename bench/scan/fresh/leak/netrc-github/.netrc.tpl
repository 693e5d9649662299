machine github.com
  login swingdesk-bot
  password <<token>>
machine api.github.com
  login swingdesk-bot
  password <<token>>
