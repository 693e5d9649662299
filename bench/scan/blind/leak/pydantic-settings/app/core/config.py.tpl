from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    app_name: str = "cdc-bot"
    cdc_api_key: str = "<<key>>"
    cdc_secret: str = "<<secret>>"
    telegram_token: str | None = "<<token@telegram>>"

    class Config:
        env_file = ".env"


settings = Settings()
