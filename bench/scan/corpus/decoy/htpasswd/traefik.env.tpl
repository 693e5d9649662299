BASIC_AUTH_ZEN=ommm:$apr1$<<alnum:8>>$<<alnum:22>>
TRAEFIK_HOST_ZEN=bot.example.org
