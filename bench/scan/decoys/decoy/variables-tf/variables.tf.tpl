variable "bitfinex_api_key" {
  type        = string
  sensitive   = true
  description = "API key of the trading sub-account (43 characters)"
  validation {
    condition     = can(regex("^[A-Za-z0-9]{43}$", var.bitfinex_api_key))
    error_message = "A Bitfinex API key has 43 letters and digits."
  }
}
variable "bitfinex_api_secret" {
  type      = string
  sensitive = true
}
locals {
  env = {
    BFX_API_KEY    = var.bitfinex_api_key
    BFX_API_SECRET = var.bitfinex_api_secret
    BFX_DB_PASS    = data.google_secret_manager_secret_version.db.secret_data
  }
}
