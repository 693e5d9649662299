Attribute VB_Name = "modBinance"
Option Explicit

Private Const API_KEY As String = "<<key>>"
Private Const SECRET_KEY As String = "<<secret>>"

Public Function GetPrice(sym As String) As Double
    GetPrice = Val(HttpGet("https://api.binance.com/api/v3/ticker/price?symbol=" & sym))
End Function
