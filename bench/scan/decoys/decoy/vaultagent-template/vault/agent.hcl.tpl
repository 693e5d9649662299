auto_auth {
  method "approle" {
    config = {
      role_id_file_path   = "/etc/vault/role-id"
      secret_id_file_path = "/etc/vault/secret-id"
    }
  }
}
template {
  destination = "/run/bot/env"
  contents    = <<-EOT
  {{ with secret "kv/data/bots/bitget" }}
  BITGET_API_KEY={{ .Data.data.api_key }}
  BITGET_SECRET_KEY={{ .Data.data.secret_key }}
  BITGET_PASSPHRASE={{ .Data.data.passphrase }}
  {{ end }}
  EOT
}
