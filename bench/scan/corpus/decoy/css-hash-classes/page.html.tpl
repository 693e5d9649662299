<link rel="stylesheet" href="/assets/main.<<hex20>>.css"><script src="/_next/static/chunks/<<hex16>>-<<hex16>>.js"></script>
