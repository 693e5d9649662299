# A fatal error has been detected by the Java Runtime Environment:
VM Arguments:
jvm_args: -Xmx512m -Dhuobi.accessKey=<<key>> -Dhuobi.secretKey=<<secret>> -Dfile.encoding=UTF-8
java_command: trader.jar --pairs btcusdt
Launcher Type: SUN_STANDARD
