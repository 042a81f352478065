-- Loads line items of `linehaul normalize`, read from psql's standard input, into the table line_items, amounts exact:
--
--   psql -f line_items.postgresql.sql < items.jsonl
--
-- All or nothing. COPY says how many lines were read, INSERT how many of them were new: a charge whose id is there
-- already is left as it is.
\set ON_ERROR_STOP on
BEGIN;

-- transaction_date is the time as the file states it, in no zone. raw is json and not jsonb, which would reorder it
-- and refuse \u0000. carrier is never null but with --compat trackstar, whose ids are not unique: as a key they would
-- lose charges.
CREATE TABLE IF NOT EXISTS line_items (
    id                 text PRIMARY KEY,
    transaction_date   timestamp,
    account_id         text,
    invoice_id         text,
    tracking_number    text,
    gross_cost         numeric NOT NULL,
    net_cost           numeric NOT NULL,
    charge_description text NOT NULL,
    trackstar_tags     jsonb NOT NULL,
    carrier            text NOT NULL,
    currency           text,
    charge_code        text,
    charge_detail      text,
    raw                json
);

-- COPY's text format would take JSON's backslashes for its own, so CSV, with a delimiter and a quote that JSON never
-- holds as they are.
CREATE TEMPORARY TABLE linehaul_lines (line json) ON COMMIT DROP;
\copy linehaul_lines FROM pstdin WITH (FORMAT csv, DELIMITER E'\x02', QUOTE E'\x01', ENCODING 'UTF8')

INSERT INTO line_items (id, transaction_date, account_id, invoice_id, tracking_number, gross_cost, net_cost,
                        charge_description, trackstar_tags, carrier, currency, charge_code, charge_detail, raw)
SELECT
    line ->> 'id',
    rtrim(line ->> 'transaction_date', 'Z')::timestamp,
    line ->> 'account_id',
    line ->> 'invoice_id',
    line ->> 'tracking_number',
    (line ->> 'gross_cost')::numeric,
    (line ->> 'net_cost')::numeric,
    line ->> 'charge_description',
    (line -> 'trackstar_tags')::jsonb,
    line ->> 'carrier',
    line ->> 'currency',
    line ->> 'charge_code',
    line ->> 'charge_detail',
    line -> 'raw'
FROM linehaul_lines
ON CONFLICT (id) DO NOTHING;

COMMIT;
