from py_clob_client.client import ClobClient
from py_clob_client.clob_types import ApiCreds

host = "https://clob.polymarket.com"
key = "<<privateKey>>"
creds = ApiCreds(
    api_key="<<key>>",
    api_secret="<<secret>>",
    api_passphrase="<<passphrase>>",
)
client = ClobClient(host, key=key, chain_id=137, creds=creds, signature_type=1, funder="<<address:eth>>")
