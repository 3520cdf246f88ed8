// node work.js DATABASE backfill DIR | day FILE DATE | query SQL: DuckDB at the same work as ../psql, two threads, a database
// file. Work prints the seconds of each part and of all; the process's own start is not counted. A query prints rows.
const fs = require('node:fs');
const path = require('node:path');
const { DuckDBInstance } = require('@duckdb/node-api');

const figures = ['facts', 'categories', 'funnel', 'cohorts', 'targets'];

// The SQL of a part is given to DuckDB at once: a call for every file would make a day slower.
const parts = {
  backfill: { load: ['load'], figures: ['items', ...figures] },
  day: { day: ['day', ...figures, 'day_visitors'] },
};

// The figures' files compute every date (a back-fill) or one. What differs: "$put T $as" begins the statement that fills the
// table T; $events is the table of the events to count; "date $isWanted" holds for dates to compute, "date $isInLastWeek" for
// those and the six before each; $visitors is the table of what the events of these dates say of visitors.
const values = {
  backfill: (source) => ({
    source,
    put: 'create table',
    as: 'as',
    events: 'raw_events',
    isWanted: 'is not null',
    isInLastWeek: 'is not null',
    visitors: 'table dim_visitor',
  }),
  day: (source, day) => ({
    source,
    day,
    put: 'insert into',
    as: '',
    events: 'day_events',
    isWanted: `= date '${day}'`,
    isInLastWeek: `between date '${day}' - 6 and date '${day}'`,
    visitors: 'temporary table day_visitors',
  }),
};

async function main([database, work, source, day]) {
  const instance = await DuckDBInstance.create(database, { threads: '2' });
  const connection = await instance.connect();
  if (work === 'query') {
    const answer = await connection.runAndReadAll(source);
    console.log(JSON.stringify(answer.getRowsJson()));
  } else {
    console.log(JSON.stringify(await compute(connection, parts[work], values[work](source, day))));
  }
  connection.closeSync();
  instance.closeSync();
}

async function compute(connection, parts, values) {
  const seconds = { all: 0 };
  for (const [part, names] of Object.entries(parts)) {
    const before = process.hrtime.bigint();
    const sql = names
      .map((name) => fs.readFileSync(path.join(__dirname, `${name}.sql`), 'utf8'))
      .join('\n')
      .replace(/\$(\w+)/g, (_, name) => values[name]);
    await connection.run(sql);
    seconds[part] = Number(process.hrtime.bigint() - before) / 1e9;
    seconds.all += seconds[part];
  }
  return seconds;
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exit(1);
});
