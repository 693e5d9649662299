org.gradle.jvmargs=-Xmx2g
android.useAndroidX=true
coinexAccessId=<<key@coinex>>
coinexSecretKey=<<secret@coinex>>
