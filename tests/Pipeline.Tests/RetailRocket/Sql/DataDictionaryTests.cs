using RetailRocket.Pipeline.Tests.Engine;

namespace RetailRocket.Pipeline.Tests.RetailRocket.Sql;

/// <summary>The database explains itself.</summary>
public sealed class DataDictionaryTests
{
    [Fact]
    public async Task Schema_EveryTableAndColumn_HasASentence()
    {
        await using var host = await EngineHost.CreateAsync();

        Assert.Equal(
            "",
            await host.ScalarAsync<string>(
                """
                select coalesce(string_agg(tables.relname || coalesce('.' || columns.attname, ''), ', '), '')
                from pg_class as tables
                inner join pg_namespace as schemas on tables.relnamespace = schemas.oid
                inner join lateral (
                    select 0 as attnum, null::name as attname
                    union all
                    select attnum, attname from pg_attribute
                    where attrelid = tables.oid and attnum > 0 and not attisdropped
                ) as columns on true
                where
                    schemas.nspname = 'retailrocket'
                    and tables.relkind in ('r', 'p')
                    and not tables.relispartition
                    and coalesce(
                        case
                            when columns.attnum = 0 then obj_description(tables.oid, 'pg_class')
                            else col_description(tables.oid, columns.attnum)
                        end,
                        ''
                    ) !~ '\.$'
                """
            )
        );
    }
}
