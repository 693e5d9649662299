PAGERDUTY_ROUTING_KEY=<<key:hex32@pagerduty>>
SLACK_WEBHOOK=<<webhook@slack>>
DISCORD_WEBHOOK=<<webhook@discord>>
SMTP_URL=smtps://alerts:<<password@smtp>>@smtp.example.org:465
