Imports Binance.Net.Clients

Public Class Form1
    Private ReadOnly apiKey As String = "<<key>>"
    Private ReadOnly apiSecret As String = "<<secret>>"

    Private Sub Form1_Load(sender As Object, e As EventArgs) Handles MyBase.Load
        lblStatus.Text = "connecting"
    End Sub
End Class
