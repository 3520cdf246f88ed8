// node work.js DATABASE backfill DIR | day FILE DATE | query SQL: DuckDB at the same work as ../psql, two threads, a database
// file. Work prints the seconds of each file of SQL and of all; the process's own start is not counted. A query prints rows.
const fs = require('node:fs');
const path = require('node:path');
const { DuckDBInstance } = require('@duckdb/node-api');

async function main([database, work, source, day]) {
  const instance = await DuckDBInstance.create(database, { threads: '2' });
  const connection = await instance.connect();
  if (work === 'query') {
    const answer = await connection.runAndReadAll(source);
    console.log(JSON.stringify(answer.getRowsJson()));
  } else {
    console.log(JSON.stringify(await compute(connection, work, source, day)));
  }
  connection.closeSync();
  instance.closeSync();
}

async function compute(connection, work, source, day) {
  const seconds = { all: 0 };
  for (const name of work === 'backfill' ? ['load', 'facts', 'figures'] : ['day']) {
    const before = process.hrtime.bigint();
    const sql = fs
      .readFileSync(path.join(__dirname, `${name}.sql`), 'utf8')
      .replaceAll('$source', source)
      .replaceAll('$day', day ?? '');
    await connection.run(sql);
    seconds[name] = Number(process.hrtime.bigint() - before) / 1e9;
    seconds.all += seconds[name];
  }
  return seconds;
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exit(1);
});
