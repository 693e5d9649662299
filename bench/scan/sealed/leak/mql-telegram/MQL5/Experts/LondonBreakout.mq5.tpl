//+------------------------------------------------------------------+
//|                                              LondonBreakout.mq5  |
//+------------------------------------------------------------------+
#property copyright "mk"
#property version   "2.30"

input double InpLots        = 0.10;
input int    InpStopPoints  = 250;
input string InpTgToken     = "<<token>>"; // Telegram bot
input string InpTgChat      = "-100<<digits:10>>";

void Notify(string text)
  {
   char post[], result[];
   string headers;
   string url = "https://api.telegram.org/bot" + InpTgToken + "/sendMessage?chat_id=" + InpTgChat + "&text=" + text;
   WebRequest("GET", url, "", 5000, post, result, headers);
  }
