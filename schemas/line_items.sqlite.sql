-- Loads line items of `linehaul normalize`, read from standard input, into the table line_items, amounts exact:
--
--   sqlite3 items.db '.read line_items.sqlite.sql' < items.jsonl
--
-- All or nothing. A charge whose id is there already is left as it is; the line printed says how many were new.
-- SQLite has no decimals: amounts are kept as text. sum() would make binary floating point of them without a word;
-- decimal_sum(), which the sqlite3 shell has, adds them exactly.
.bail on
BEGIN;

-- transaction_date is the time as the file states it, not UTC. The checks keep out what is no amount.
-- carrier is never null but with --compat trackstar, whose ids are not unique: as a key they would lose charges.
CREATE TABLE IF NOT EXISTS line_items (
    id                 TEXT PRIMARY KEY NOT NULL,
    transaction_date   TEXT,
    account_id         TEXT,
    invoice_id         TEXT,
    tracking_number    TEXT,
    gross_cost         TEXT NOT NULL CHECK (gross_cost GLOB '*[0-9]' AND NOT gross_cost GLOB '*[^-.0-9]*'),
    net_cost           TEXT NOT NULL CHECK (net_cost GLOB '*[0-9]' AND NOT net_cost GLOB '*[^-.0-9]*'),
    charge_description TEXT NOT NULL,
    trackstar_tags     TEXT NOT NULL,
    carrier            TEXT NOT NULL,
    currency           TEXT,
    charge_code        TEXT,
    charge_detail      TEXT,
    raw                TEXT
);

-- One column: a byte that JSON never holds as it is divides the columns. Mode ascii has no quotes.
CREATE TEMPORARY TABLE linehaul_lines (line TEXT);
.mode ascii
.separator "\002" "\n"
.import --schema temp /dev/stdin linehaul_lines

-- ->> would make binary floating point of a number; -> gives its text, or a text in quotes.
INSERT INTO line_items (id, transaction_date, account_id, invoice_id, tracking_number, gross_cost, net_cost,
                        charge_description, trackstar_tags, carrier, currency, charge_code, charge_detail, raw)
SELECT
    line ->> '$.id',
    rtrim(line ->> '$.transaction_date', 'Z'),
    line ->> '$.account_id',
    line ->> '$.invoice_id',
    line ->> '$.tracking_number',
    trim(line -> '$.gross_cost', '"'),
    trim(line -> '$.net_cost', '"'),
    line ->> '$.charge_description',
    line -> '$.trackstar_tags',
    line ->> '$.carrier',
    line ->> '$.currency',
    line ->> '$.charge_code',
    line ->> '$.charge_detail',
    line -> '$.raw'
FROM linehaul_lines
WHERE true -- without it ON CONFLICT would be read as a join's ON
ON CONFLICT (id) DO NOTHING;

SELECT printf('%d lines read, %d of them new', (SELECT count(*) FROM linehaul_lines), changes());
COMMIT;
