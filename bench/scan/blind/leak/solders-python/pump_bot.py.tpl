from solders.keypair import Keypair
from solana.rpc.async_api import AsyncClient

RPC = "https://api.mainnet-beta.solana.com"
PRIV_KEY = "<<privateKey>>"
UNIT_BUDGET = 100_000
UNIT_PRICE = 1_000_000

payer_keypair = Keypair.from_base58_string(PRIV_KEY)
client = AsyncClient(RPC)
