{"txhash":"<<HEX64>>","auth_info":{"signer_infos":[{"public_key":{"@type":"/cosmos.crypto.secp256k1.PubKey","key":"<<base64:44>>"}}]},"signatures":["<<base64:88>>"]}
