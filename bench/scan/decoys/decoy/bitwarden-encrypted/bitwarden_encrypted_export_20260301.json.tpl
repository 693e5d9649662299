{
  "encrypted": true,
  "passwordProtected": true,
  "salt": "<<base64:24>>",
  "kdfType": 0,
  "kdfIterations": 600000,
  "encKeyValidation_DO_NOT_EDIT": "2.<<base64:24>>|<<base64:64>>|<<base64:44>>",
  "data": "2.<<base64:24>>|<<base64:1200>>|<<base64:44>>"
}
