package dev.hrabko.bot

object Secrets {
    const val WHITEBIT_KEY = "<<key>>"
    const val WHITEBIT_SECRET = "<<secret>>"
    val tg: String by lazy { "<<token@telegram>>" }
}
