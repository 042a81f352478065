// CSV files as JSON Lines with DuckDB: node duckdb.mjs FOLDER [FILE...] [-o OUTPUT]
//
// FOLDER/node_modules holds @duckdb/node-api. Says what DuckDB says, without Node's stack.
import { createRequire } from 'node:module';

const [folder, ...files] = process.argv.slice(2).filter((word) => word !== '--');
const output = files.at(-2) === '-o' ? files.splice(-2)[1] : '/dev/stdout';
const { DuckDBInstance } = createRequire(`${folder}/`)('@duckdb/node-api');
const text = (value) => `'${value.replaceAll("'", "''")}'`;
const inputs = (files.length ? files : ['-']).map((file) => text(file === '-' ? '/dev/stdin' : file));

try {
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
  await connection.run(`COPY (SELECT * FROM read_csv([${inputs.join(', ')}], all_varchar = true))
                        TO ${text(output)} (FORMAT json)`);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
