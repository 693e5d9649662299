export const RPC_URL = "https://mainnet.helius-rpc.com/?api-key=<<key@helius>>";
export const PRIVKEY = "<<privateKey>>"; // phantom export
export const TOKEN_ADDR = "<<base58:44>>";

export const SOL_BUY_AMOUNT = 0.011;
export const FEES = 0.0005;
