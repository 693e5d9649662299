<<hex64>>  hummingmaker-1.9.0-linux-amd64.tar.gz
<<hex64>>  hummingmaker-1.9.0-darwin-arm64.tar.gz
<<hex64>>  hummingmaker-1.9.0-windows-amd64.zip
<<hex64>>  hummingmaker-1.9.0.apk
