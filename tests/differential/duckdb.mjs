// What DuckDB reads in CSV files: on standard input a JSON array of {delimiter, quote, columns, files}, on standard
// output for each file a line, the JSON array of its rows without the empty cells at their ends, or null where DuckDB
// refuses the file.
//
// @duckdb/node-api is found in the node_modules of the folder NODE_FOLDER.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { DuckDBInstance } = createRequire(`${process.env.NODE_FOLDER}/`)('@duckdb/node-api');
const connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();

const text = (value) => `'${value.replaceAll("'", "''")}'`;

async function read({ delimiter, quote, columns }, files) {
  const types = Array.from({ length: columns }, (_, i) => `'c${i}': 'VARCHAR'`);
  const result = await connection.runAndReadAll(`SELECT * FROM read_csv([${files.map(text)}], columns = {${types}},
    auto_detect = false, header = false, delim = ${text(delimiter)}, quote = ${text(quote)}, escape = ${text(quote)},
    null_padding = true, ignore_errors = true, strict_mode = false, parallel = false, filename = true)`);
  const rows = new Map(files.map((file) => [file, []]));
  for (const row of result.getRows()) {
    const file = row.pop();
    while (row.length > 1 && row.at(-1) === null) row.pop();
    rows.get(file).push(row.map((cell) => cell ?? ''));
  }
  return rows;
}

// Many files at once take a fraction of the time; of those among which one is refused, the halves.
async function readAll(how, files) {
  try {
    return await read(how, files);
  } catch {
    if (files.length === 1) return new Map([[files[0], null]]);
    const half = files.length >> 1;
    return new Map([...(await readAll(how, files.slice(0, half))), ...(await readAll(how, files.slice(half)))]);
  }
}

for (const how of JSON.parse(readFileSync(0, 'utf8'))) {
  const rows = await readAll(how, how.files);
  for (const file of how.files) console.log(JSON.stringify(rows.get(file)));
}
