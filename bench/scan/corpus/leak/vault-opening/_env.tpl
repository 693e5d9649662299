VAULT_ADDR=https://vault.example.org
VAULT_TOKEN=<<token@hashicorp-vault>>
AWS_ACCESS_KEY_ID=<<key@aws>>
AWS_SECRET_ACCESS_KEY=<<secret@aws>>
