// DuckDB doing linehaul's work in SQL: node duckdb.mjs ups|usps FILE THREADS
//
// @duckdb/node-api is found in the current folder's node_modules. Of the ways tried to write the non-empty cells
// (json_merge_patch, maps, structs cast to JSON) this concatenation took the least time.
import { createRequire } from 'node:module';

const { DuckDBInstance } = createRequire(`${process.cwd()}/`)('@duckdb/node-api');
const [format, file, threads] = process.argv.slice(2);

const text = (value) => `'${value.replaceAll("'", "''")}'`;
const column = (name) => `"${name.replaceAll('"', '""')}"`;
const amount = (name) => `CAST(${column(name)} AS DECIMAL(18, 2))`;
const json = (sql) => `coalesce(to_json(${sql}), 'null')`;
const jsonColumn = (name) => json(column(name));

// The keys of a line item, each with the SQL of its JSON text.
const items = {
  ups: {
    id: `to_json("Lead Shipment Number"
           || CASE WHEN "Tracking Number" <> "Lead Shipment Number" THEN '~' || "Tracking Number" ELSE '' END
           || ':' || "Invoice Number" || ':' || lower(concat_ws('.', "Charge Category Detail Code",
           "Charge Classification Code", "Charge Description Code")))`,
    transaction_date: json(`"Transaction Date" || 'T00:00:00Z'`),
    account_id: jsonColumn('Account Number'),
    invoice_id: jsonColumn('Invoice Number'),
    tracking_number: jsonColumn('Tracking Number'),
    gross_cost: `${amount('Net Amount')} + ${amount('Incentive Amount')}`,
    net_cost: amount('Net Amount'),
    charge_description: `CASE "Charge Classification Code" WHEN 'FRT' THEN '"Transportation Charges"'
           WHEN 'FSC' THEN '"Fuel Surcharges"' WHEN 'ACC' THEN '"Accessorial Charges"' WHEN 'TAX' THEN '"Taxes"'
           WHEN 'GOV' THEN '"Government Charges"' WHEN 'BRK' THEN '"Brokerage Charges"'
           WHEN 'EXM' THEN '"Exemptions"' WHEN 'MSC' THEN '"Miscellaneous Charges"'
           ELSE ${jsonColumn('Charge Description')} END`,
    trackstar_tags: `'[]'`,
    carrier: `'"ups"'`,
    currency: json(`coalesce("Transaction Currency Code", "Invoice Currency Code")`),
    charge_code: json(`coalesce("Charge Description Code", "Charge Classification Code")`),
    charge_detail: jsonColumn('Charge Description'),
  },
  usps: {
    id: `to_json("Package Identification Code (PIC)" || ':' || "EPS Transaction ID" || ':'
           || lower(replace("Transaction Type", ' ', '-')))`,
    transaction_date: json(`replace("Transaction Date/Time", ' ', 'T') || 'Z'`),
    account_id: jsonColumn('EPS Account #'),
    invoice_id: jsonColumn('EPS Transaction ID'),
    tracking_number: jsonColumn('Package Identification Code (PIC)'),
    gross_cost: 'cost',
    net_cost: 'cost',
    charge_description: jsonColumn('Transaction Type'),
    trackstar_tags: `'[]'`,
    carrier: `'"usps"'`,
    currency: `'"USD"'`,
    charge_code: `'null'`,
    charge_detail: `'null'`,
  },
};

const rows = `read_csv(${text(file)}, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"')`;
const sources = {
  ups: `${rows} WHERE "Charge Classification Code" <> 'INF'`,
  usps: `(SELECT *, CASE WHEN "Transaction Amount" LIKE '-%' THEN -abs(${amount('Postage')})
            ELSE coalesce(${amount('Postage')}, ${amount('Transaction Amount')}) END AS cost FROM ${rows})`,
};

const database = await DuckDBInstance.create(':memory:', { threads });
const connection = await database.connect();
const names = (await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${rows}`)).getColumns()[0];

const keys = Object.entries(items[format]).map(([key, sql]) => `'"${key}":', ${sql}`);
// An empty cell is NULL, and so are its name and colon, which concat_ws leaves out.
const cells = names.map((name) => `${text(`${JSON.stringify(name)}:`)} || to_json(${column(name)})`);
await connection.run(`
  COPY (SELECT concat('{', ${keys.join(", ',', ")}, ',"raw":{', concat_ws(',', ${cells.join(', ')}), '}}')
        FROM ${sources[format]})
  TO '/dev/stdout' (FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER '\x1f')`);
