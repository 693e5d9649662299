Attribute VB_Name = "BingX"
Option Explicit

Private Const HOST As String = "https://open-api.bingx.com"
Private Const API_KEY As String = "<<key>>"
Private Const SECRET_KEY As String = "<<secret>>"

Public Function FetchBalance() As String
    Dim http As Object, q As String
    q = "timestamp=" & UnixMillis()
    Set http = CreateObject("MSXML2.XMLHTTP")
    http.Open "GET", HOST & "/openApi/swap/v2/user/balance?" & q & "&signature=" & HexHmac(q, SECRET_KEY), False
    http.setRequestHeader "X-BX-APIKEY", API_KEY
    http.send
    FetchBalance = http.responseText
End Function
