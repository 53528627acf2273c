-- When a customer was last told that nobody is there before the next opening.
CREATE TABLE told_closed (
    line_id BIGINT NOT NULL REFERENCES lines (id),
    customer_id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (line_id, customer_id)
);
