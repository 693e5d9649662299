//+------------------------------------------------------------------+
//|                                                  GoldScalper.mq5 |
//+------------------------------------------------------------------+
#property version   "1.10"
#property strict

input string BotToken = "<<token>>";
input string ChatID = "-100<<digits:10>>";
input double RiskPercent = 1.0;
input int MagicNumber = 987654;

void SendTelegramMessage(string message)
  {
   string url = "https://api.telegram.org/bot" + BotToken + "/sendMessage";
   char result[], post[];
   string headers;
   StringToCharArray("chat_id=" + ChatID + "&text=" + message, post);
   int code = WebRequest("POST", url, NULL, 5000, post, result, headers);
   if(code == -1)
      Print("WebRequest failed: ", GetLastError());
  }
