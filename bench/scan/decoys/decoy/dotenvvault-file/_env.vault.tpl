#/-------------------.env.vault---------------------/
#/         cloud-agnostic vaulting standard         /
#/   [how it works](https://dotenv.org/env-vault)   /
#/--------------------------------------------------/

# development
DOTENV_VAULT_DEVELOPMENT="<<base64:260>>"

# production
DOTENV_VAULT_PRODUCTION="<<base64:348>>"

#/----------------settings/metadata-----------------/
DOTENV_VAULT="vlt_<<hex64>>"
DOTENV_API_URL="https://vault.dotenv.org"
DOTENV_CLI="npx dotenv-vault@latest"
