{
  "address": "<<base58:44>>",
  "metadata": {"name": "token_vault", "version": "0.1.0", "spec": "0.1.0"},
  "instructions": [
    {"name": "set_key_1", "discriminator": [1, 17, 202, 44, 9, 181, 66, 230], "accounts": [{"name": "token_program", "address": "<<base58:44>>"}]},
    {"name": "set_key_2", "discriminator": [2, 17, 202, 44, 9, 181, 66, 230], "accounts": [{"name": "token_program", "address": "<<base58:44>>"}]},
    {"name": "set_key_3", "discriminator": [3, 17, 202, 44, 9, 181, 66, 230], "accounts": [{"name": "token_program", "address": "<<base58:44>>"}]},
    {"name": "set_key_4", "discriminator": [4, 17, 202, 44, 9, 181, 66, 230], "accounts": [{"name": "token_program", "address": "<<base58:44>>"}]},
    {"name": "set_key_5", "discriminator": [5, 17, 202, 44, 9, 181, 66, 230], "accounts": [{"name": "token_program", "address": "<<base58:44>>"}]},
    {"name": "set_key_6", "discriminator": [6, 17, 202, 44, 9, 181, 66, 230], "accounts": [{"name": "token_program", "address": "<<base58:44>>"}]},
    {"name": "set_key_7", "discriminator": [7, 17, 202, 44, 9, 181, 66, 230], "accounts": [{"name": "token_program", "address": "<<base58:44>>"}]},
    {"name": "set_key_8", "discriminator": [8, 17, 202, 44, 9, 181, 66, 230], "accounts": [{"name": "token_program", "address": "<<base58:44>>"}]},
    {"name": "set_key_9", "discriminator": [9, 17, 202, 44, 9, 181, 66, 230], "accounts": [{"name": "token_program", "address": "<<base58:44>>"}]},
    {"name": "set_key_10", "discriminator": [10, 17, 202, 44, 9, 181, 66, 230], "accounts": [{"name": "token_program", "address": "<<base58:44>>"}]},
    {"name": "set_key_11", "discriminator": [11, 17, 202, 44, 9, 181, 66, 230], "accounts": [{"name": "token_program", "address": "<<base58:44>>"}]},
    {"name": "set_key_12", "discriminator": [12, 17, 202, 44, 9, 181, 66, 230], "accounts": [{"name": "token_program", "address": "<<base58:44>>"}]},
    {"name": "set_key_13", "discriminator": [13, 17, 202, 44, 9, 181, 66, 230], "accounts": [{"name": "token_program", "address": "<<base58:44>>"}]},
    {"name": "set_key_14", "discriminator": [14, 17, 202, 44, 9, 181, 66, 230], "accounts": [{"name": "token_program", "address": "<<base58:44>>"}]},
    {"name": "set_key_15", "discriminator": [15, 17, 202, 44, 9, 181, 66, 230], "accounts": [{"name": "token_program", "address": "<<base58:44>>"}]},
    {"name": "set_key_16", "discriminator": [16, 17, 202, 44, 9, 181, 66, 230], "accounts": [{"name": "token_program", "address": "<<base58:44>>"}]},
    {"name": "set_key_17", "discriminator": [17, 17, 202, 44, 9, 181, 66, 230], "accounts": [{"name": "token_program", "address": "<<base58:44>>"}]},
    {"name": "set_key_18", "discriminator": [18, 17, 202, 44, 9, 181, 66, 230], "accounts": [{"name": "token_program", "address": "<<base58:44>>"}]},
    {"name": "set_key_19", "discriminator": [19, 17, 202, 44, 9, 181, 66, 230], "accounts": [{"name": "token_program", "address": "<<base58:44>>"}]},
    {"name": "set_key_20", "discriminator": [20, 17, 202, 44, 9, 181, 66, 230], "accounts": [{"name": "token_program", "address": "<<base58:44>>"}]}
  ]
}
