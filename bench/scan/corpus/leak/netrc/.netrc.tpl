machine bot.example.org
  login trader
  password <<password>>
machine api.github.com login me password <<token@github>>
