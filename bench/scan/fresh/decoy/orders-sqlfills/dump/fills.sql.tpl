CREATE TABLE fills (
    id uuid PRIMARY KEY,
    order_id bigint NOT NULL,
    client_order_id text NOT NULL,
    idempotency_key uuid NOT NULL,
    row_hash char(64) NOT NULL
);
INSERT INTO fills VALUES ('<<uuid>>', <<digits:11>>, 'x-<<alnum:22>>', '<<uuid>>', '<<hex64>>');
INSERT INTO fills VALUES ('<<uuid>>', <<digits:11>>, 'x-<<alnum:22>>', '<<uuid>>', '<<hex64>>');
