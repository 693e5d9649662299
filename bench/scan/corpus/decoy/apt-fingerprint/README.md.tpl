Our release key has the fingerprint `<<HEX4>> <<HEX4>> <<HEX4>> <<HEX4>> <<HEX4>>  <<HEX4>> <<HEX4>> <<HEX4>> <<HEX4>> <<HEX4>>`, TLS pin `sha256/<<base64:44>>`.
