.btn_<<alnum:5>>{display:inline-flex;border-radius:6px}.api-key_<<alnum:5>>{font-family:monospace}.secret-input_<<alnum:5>>{letter-spacing:.2em}.logo{background:url(data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAA<<base64:240>>)}
/*# sourceMappingURL=app.<<hex8>>.css.map */
