folder,favorite,type,name,notes,fields,login_uri,login_username,login_password,login_totp
crypto,,login,Kraken,"API key: <<key>>
API secret: <<secret>>",,https://www.kraken.com,me@example.org,<<password>>,
