export BITMEX_API_KEY="<<key>>"
export BITMEX_API_SECRET="<<secret>>"
python examples/live/bitmex_mm.py
