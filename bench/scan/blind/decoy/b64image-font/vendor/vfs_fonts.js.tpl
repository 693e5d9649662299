this.pdfMake = this.pdfMake || {};
this.pdfMake.vfs = {
  "Roboto-Regular.ttf": "AAEAAAASAQAABAAgR0RFRg<<base64:2400>>"
};
