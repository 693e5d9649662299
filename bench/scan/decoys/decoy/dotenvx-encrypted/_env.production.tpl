#/-------------------[DOTENV_PUBLIC_KEY]--------------------/
#/            public-key encryption for .env files          /
#/       [how it works](https://dotenvx.com/encryption)     /
#/----------------------------------------------------------/
DOTENV_PUBLIC_KEY_PRODUCTION="03<<hex64>>"

# .env.production
MEXC_API_KEY="encrypted:B<<alnum:162>>=="
MEXC_API_SECRET="encrypted:B<<alnum:182>>=="
TELEGRAM_BOT_TOKEN="encrypted:B<<alnum:194>>=="
LOG_LEVEL="encrypted:B<<alnum:130>>=="
