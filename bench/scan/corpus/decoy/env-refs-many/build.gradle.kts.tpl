val key: String = System.getenv("KRAKEN_API_KEY") ?: ""
val secret = providers.environmentVariable("KRAKEN_API_SECRET").get()
