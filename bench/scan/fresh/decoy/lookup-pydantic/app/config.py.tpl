from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file=".env", secrets_dir="/run/secrets")

    okx_api_key: SecretStr = Field(default=..., validation_alias="OKX_API_KEY")
    okx_secret_key: SecretStr = Field(default=..., validation_alias="OKX_SECRET_KEY")
    okx_passphrase: SecretStr
    bybit_api_key: SecretStr | None = None
    bybit_secret: SecretStr = SecretStr("")
    request_timeout: float = 10.0


settings = Settings()
