use solana_program::pubkey;
use solana_program::pubkey::Pubkey;

pub const AMM_PROGRAM: Pubkey = pubkey!("<<base58:44>>");
pub const MARKET_PROGRAM: Pubkey = pubkey!("<<base58:43>>");
pub const USDC_MINT: Pubkey = pubkey!("<<base58:44>>");
/// fee receivers, public
pub const TIP_ACCOUNTS: [Pubkey; 3] = [
    pubkey!("<<base58:44>>"),
    pubkey!("<<base58:44>>"),
    pubkey!("<<base58:43>>"),
];
