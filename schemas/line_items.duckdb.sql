-- Line items of `linehaul normalize` in DuckDB, amounts exact:
--
--   FROM line_items('items.jsonl');    also 'items/*.jsonl' and 'items.jsonl.gz'
--
-- read_json makes a DOUBLE of every JSON number, even where the column is to be text. So an amount is cut out of the
-- line's own text, which serves both forms of --amounts. A quote inside a JSON text has a backslash before it, so what
-- is found is a key; the first such key is the line item's, because `raw`, which may have the same, is the last.
-- What is no amount, or has more than 18 decimals, is an error and never NULL or rounded.
CREATE OR REPLACE MACRO linehaul_amount(line, key) AS CAST(coalesce(
    nullif(regexp_extract(line, '[{,]\s*"' || key || '"\s*:\s*"?(-?[0-9]+([.][0-9]{1,18})?)"?\s*[,}]', 1), ''),
    error('not a line item with an exact ' || key || ': ' || line[:200])) AS DECIMAL(38, 18));

-- transaction_date is the time as the file states it, in no zone: the Z is left out.
CREATE OR REPLACE MACRO line_items(files) AS TABLE
SELECT
    json ->> 'id' AS id,
    CAST(rtrim(json ->> 'transaction_date', 'Z') AS TIMESTAMP) AS transaction_date,
    json ->> 'account_id' AS account_id,
    json ->> 'invoice_id' AS invoice_id,
    json ->> 'tracking_number' AS tracking_number,
    linehaul_amount(CAST(json AS VARCHAR), 'gross_cost') AS gross_cost,
    linehaul_amount(CAST(json AS VARCHAR), 'net_cost') AS net_cost,
    json ->> 'charge_description' AS charge_description,
    json -> 'trackstar_tags' AS trackstar_tags,
    json ->> 'carrier' AS carrier,
    json ->> 'currency' AS currency,
    json ->> 'charge_code' AS charge_code,
    json ->> 'charge_detail' AS charge_detail,
    CAST(json -> 'raw' AS MAP(VARCHAR, VARCHAR)) AS raw
FROM read_ndjson_objects(files);
