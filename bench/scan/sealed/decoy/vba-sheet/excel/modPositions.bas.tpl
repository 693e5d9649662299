Attribute VB_Name = "modPositions"
Option Explicit

' Reference: {<<uuid>>}#6.0#0#C:\Windows\System32\winhttpcom.dll
Public Sub LoadPositions()
    Dim apiKey As String, apiSecret As String
    apiKey = ThisWorkbook.Worksheets("Login").Range("ApiKey").Value
    apiSecret = InputBox("Alpaca API secret (is not saved)")
    If Len(apiSecret) = 0 Then Exit Sub
    FillPositions FetchJson("https://api.alpaca.markets/v2/positions", apiKey, apiSecret)
End Sub
