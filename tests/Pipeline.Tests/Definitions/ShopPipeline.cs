namespace RetailRocket.Pipeline.Tests.Definitions;

/// <summary>A small valid pipeline with every layer, every refresh, a diamond and three look-backs.</summary>
internal static class ShopPipeline
{
    public const string Yaml = """
        name: shop
        title: { en: Shop }
        time_zone: Asia/Seoul
        schedule: { cron: "0 0 9 * * ?" }

        settings:
          least_amount: { value: 1000, about: smaller orders do not count }

        sources:
          orders:
            table: raw_orders
            files: ["orders*.csv"]
            format: csv
            required: true
            date: { column: ordered_ms, as: epoch_ms }
            columns:
              ordered_ms: { from: time, type: bigint }
              customer_id: { from: customer, type: bigint }
              product_id: { from: product, type: int }
              amount: { from: amount, type: numeric }
          products:
            table: raw_products
            files: ["products.csv"]
            format: csv
            columns:
              product_id: { from: id, type: int }
              category: { from: category, type: text, required: false }

        models:
          stg_orders: { date: order_date }
          stg_products: { refresh: whole }
          dim_customer: { refresh: keys, key: customer_id, present: first_date }
          fact_orders: { date: order_date }
          mart_week: { date: week_date, lookback: 6 }
          kpi_sales: { date: kpi_date, lookback: 2 }
          kpi_cohort: { date: kpi_date, lookback: all }

        checks:
          001_amounts: { pass_rate: 99.50, of: raw_orders }
          002_customers: { severity: warn, about: Ask the shop. }

        exports:
          - file: "sales_{date}.csv"
            table: kpi_sales
            order: [kpi_date]
            columns: [kpi_date, amount]
          - file: "summary_{date}.txt"
            summary: kpi_sales

        retention: { keep_runs: 5 }

        """;

    private const string Schema = """
        create table raw_orders (
            file_id int not null,
            line_no int not null,
            ordered_ms bigint,
            customer_id bigint,
            product_id int,
            amount numeric(12, 2)
        ) partition by list (file_id);
        create table raw_products (
            file_id int not null, line_no int not null, product_id int, category text
        ) partition by list (file_id);
        create table if not exists stg_orders (
            order_date date not null, customer_id bigint, product_id int, amount numeric(12, 2)
        ) partition by range (order_date);
        create table stg_products (product_id int primary key, category text);
        create table dim_customer (customer_id bigint primary key, first_date date);
        create table fact_orders (order_date date, customer_id bigint, category text, amount numeric);
        create table mart_week (week_date date, amount numeric);
        create table kpi_sales (
            run_id bigint not null, kpi_date date not null, amount numeric, week_amount numeric,
            constraint kpi_sales_key primary key (run_id, kpi_date)
        );
        create table kpi_cohort (run_id bigint, kpi_date date, customers bigint, primary key (run_id, kpi_date));
        """;

    public static readonly IReadOnlyDictionary<string, string> Files = new Dictionary<string, string>
    {
        ["pipeline.yml"] = Yaml,
        ["00_schema/01_tables.sql"] = Schema,
        ["10_staging/stg_orders.sql"] = """
            select
                (to_timestamp(ordered_ms / 1000.0) at time zone @time_zone)::date as order_date,
                customer_id, product_id, amount
            from raw_orders
            where file_id = any (@file_ids) and amount >= @least_amount
                and (to_timestamp(ordered_ms / 1000.0) at time zone @time_zone)::date between @from and @to
            """,
        ["10_staging/stg_products.sql"] = "select product_id, category from raw_products",
        ["20_mart/dim_customer.sql"] = """
            select customer_id, min(order_date) as first_date from stg_orders group by customer_id
            """,
        ["20_mart/fact_orders.sql"] = """
            select o.order_date, o.customer_id, p.category, o.amount
            from stg_orders o left join stg_products p using (product_id)
            where o.order_date between @from and @to
            """,
        ["20_mart/mart_week.sql"] = """
            select d::date as week_date, sum(f.amount) as amount
            from generate_series(@from, @to, interval '1 day') d
            join fact_orders f on f.order_date between d - interval '6 days' and d
            group by 1
            """,
        ["30_kpi/kpi_sales.sql"] = """
            select f.order_date as kpi_date, sum(f.amount) as amount, max(w.amount) as week_amount
            from fact_orders f join mart_week w on w.week_date = f.order_date
            where f.order_date between @from and @to
            group by 1
            """,
        ["30_kpi/kpi_cohort.sql"] = """
            select d::date as kpi_date, count(*) as customers
            from generate_series(@from, @to, interval '1 day') d, fact_orders f, dim_customer c
            where f.order_date <= d and c.customer_id = f.customer_id
            group by 1
            """,
        ["90_checks/before_staging/001_amounts.sql"] = """
            -- An order without an amount.
            -- Ask who sends the file.
            select (to_timestamp(ordered_ms / 1000.0) at time zone @time_zone)::date as check_date, line_no
            from raw_orders where amount is null
            """,
        ["90_checks/before_kpi/002_customers.sql"] = """
            select order_date as check_date, customer_id from stg_orders where customer_id is null
            """,
        ["90_checks/after_kpi/003_sales.sql"] = """
            select kpi_date as check_date, amount from kpi_sales where run_id = @run_id and amount < 0
            """,
    };
}
