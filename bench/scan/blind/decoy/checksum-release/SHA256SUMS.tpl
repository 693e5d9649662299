<<hex64>>  gunthy-linux-x64.zip
<<hex64>>  gunthy-macos.zip
<<hex64>> *gunthy-windows.zip
