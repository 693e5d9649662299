x-okx: &okx
  OKX_KEY: <<key@okx>>
  OKX_SECRET: <<secret@okx>>
  OKX_PASSPHRASE: <<passphrase@okx>>
services:
  mm:
    image: desk/mm:1.4
    environment: *okx
  hedge:
    image: desk/hedge:1.4
    environment: { GATE_KEY: "<<key@gate>>", GATE_SECRET: "<<secret@gate>>" }
