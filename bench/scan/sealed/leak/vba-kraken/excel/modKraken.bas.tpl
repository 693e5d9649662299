Attribute VB_Name = "modKraken"
Option Explicit

Private Const KRAKEN_KEY As String = "<<key>>"
Private Const KRAKEN_SECRET As String = "<<secret>>"

Public Sub RefreshBalances()
    Dim ws As Worksheet, js As Object, r As Long, k As Variant
    Set ws = ThisWorkbook.Worksheets("Balances")
    Set js = KrakenPrivate("Balance", KRAKEN_KEY, KRAKEN_SECRET)
    r = 2
    For Each k In js("result").Keys
        ws.Cells(r, 1).Value = k
        ws.Cells(r, 2).Value = CDbl(js("result")(k))
        r = r + 1
    Next k
End Sub
