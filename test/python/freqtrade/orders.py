"""Prints the orders of a freqtrade database as JSON; the only argument is the path of the database."""
import json
import sqlite3
import sys

database = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
database.row_factory = sqlite3.Row
rows = database.execute(
    "select o.order_id, o.ft_order_side, o.ft_pair, o.status, o.filled, t.is_open, t.exit_reason"
    " from orders o join trades t on t.id = o.ft_trade_id order by o.id"
)
print(json.dumps([dict(row) for row in rows]))
