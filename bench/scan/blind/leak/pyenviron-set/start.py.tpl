import os

os.environ["GATE_API_KEY"] = "<<key>>"
os.environ["GATE_API_SECRET"] = "<<secret>>"
os.environ.setdefault("LOG_LEVEL", "INFO")

from bot import main  # noqa: E402

main()
