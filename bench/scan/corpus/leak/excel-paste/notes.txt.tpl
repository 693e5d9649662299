Account	Exchange	Key	Secret	2FA
sub-01	Gate.io	<<key>>	<<secret>>	yes
sub-02	Gate.io	<<key#2>>	<<secret#2>>	no
