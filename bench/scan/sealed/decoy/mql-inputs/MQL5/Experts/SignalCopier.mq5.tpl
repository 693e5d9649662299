//+------------------------------------------------------------------+
//|                                                SignalCopier.mq5  |
//+------------------------------------------------------------------+
#property copyright "mk"
#property link      "https://desk.example"

input string InpTelegramToken = "";            // token of @BotFather
input string InpLicenseKey    = "XXXX-XXXX-XXXX-XXXX";
input long   Inpmagic         = 20260214;
input string InpChannelId     = "-100<<digits:10>>";

#define BUILD_MD5 "<<HEX32>>"
