{
  "KeyVault": {"Uri": "https://quantdesk-kv.vault.azure.net/", "TenantId": "<<uuid>>", "ClientId": "<<uuid>>"},
  "Bitfinex": {
    "ApiKey": "@Microsoft.KeyVault(SecretUri=https://quantdesk-kv.vault.azure.net/secrets/bfx-key/<<hex32>>)",
    "ApiSecret": "@Microsoft.KeyVault(SecretUri=https://quantdesk-kv.vault.azure.net/secrets/bfx-secret/<<hex32>>)"
  },
  "ConnectionStrings": {"Trades": "Server=db;Database=trades;Authentication=Active Directory Managed Identity"}
}
