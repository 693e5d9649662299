# format all
<<hex40>>
<<hex40>>
