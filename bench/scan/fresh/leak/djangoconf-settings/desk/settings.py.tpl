from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
DEBUG = False
ALLOWED_HOSTS = ["desk.internal"]

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "desk",
        "USER": "desk",
        "PASSWORD": "<<password>>",
        "HOST": "10.0.0.4",
    }
}

BINANCE = {"KEY": "<<key>>", "SECRET": "<<secret>>"}
TELEGRAM_BOT_TOKEN = "<<token@telegram>>"
CELERY_BROKER_URL = "redis://10.0.0.4:6379/0"
