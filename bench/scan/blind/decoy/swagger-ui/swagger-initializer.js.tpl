window.onload = function () {
  window.ui = SwaggerUIBundle({
    url: '/openapi.json',
    dom_id: '#swagger-ui',
    persistAuthorization: false,
    onComplete: () => ui.preauthorizeApiKey('ApiKeyAuth', prompt('API key')),
  });
};
