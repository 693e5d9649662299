<<key>>
<<secret>>
