With SHA-256, message = "sample":
k = <<HEX64>>
r = <<HEX64>>
s = <<HEX64>>
