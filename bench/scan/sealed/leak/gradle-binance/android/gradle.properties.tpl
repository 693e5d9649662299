org.gradle.jvmargs=-Xmx3072m -Dfile.encoding=UTF-8
android.useAndroidX=true
kotlin.code.style=official

# used by BuildConfig
binanceApiKey=<<key>>
binanceSecretKey=<<secret>>
