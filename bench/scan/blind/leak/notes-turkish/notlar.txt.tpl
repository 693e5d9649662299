gate.io botu icin
API anahtarı = <<key>>
gizli anahtar = <<secret>>
sadece spot işlem izni var
