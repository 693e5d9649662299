self.__WB_MANIFEST = [
  { url: '/assets/api-keys-<<b64url:8>>.js', revision: null },
  { url: '/index.html', revision: '<<hex32>>' },
  { url: '/assets/secret-icon.svg', revision: '<<hex32>>' },
];
