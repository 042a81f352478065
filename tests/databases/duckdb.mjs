// Stands in for the program duckdb, of which Debian has no package: SQL from standard input, and the rows of the last
// statement as `duckdb -csv` writes them, decimals with all their digits.
//
// @duckdb/node-api is found in the node_modules of the folder NODE_FOLDER.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { DuckDBInstance } = createRequire(`${process.env.NODE_FOLDER}/`)('@duckdb/node-api');

const cell = (value) => (value === null ? '' : `"${String(value).replaceAll('"', '""')}"`);

try {
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
  const result = await connection.runAndReadAll(readFileSync(0, 'utf8'));
  console.log(result.columnNames().join(','));
  for (const row of result.getRows()) console.log(row.map(cell).join(','));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
