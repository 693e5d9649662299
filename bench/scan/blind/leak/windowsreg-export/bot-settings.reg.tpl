Windows Registry Editor Version 5.00

[HKEY_CURRENT_USER\Software\GridMaster\Accounts\1]
"Exchange"="HTX"
"AccessKey"="<<key>>"
"SecretKey"="<<secret>>"
"Enabled"=dword:00000001
