android {
    namespace = "com.desk.ticker"
    defaultConfig {
        val local = gradleLocalProperties(rootDir, providers)
        buildConfigField("String", "BINANCE_API_KEY", "\"${local.getProperty("binanceApiKey")}\"")
        buildConfigField("String", "BINANCE_SECRET_KEY", "\"${local.getProperty("binanceSecretKey")}\"")
        buildConfigField("String", "CMC_API_KEY", "\"${System.getenv("CMC_API_KEY") ?: ""}\"")
        buildConfigField("String", "GIT_SHA", "\"<<hex40>>\"")
    }
}
