using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace RetailRocket.Pipeline.Database.Operations.Migrations
{
    /// <inheritdoc />
    public partial class Trust : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "f_k_publications_runs_run_id",
                schema: "ops",
                table: "publications");

            migrationBuilder.DropPrimaryKey(
                name: "p_k_publications",
                schema: "ops",
                table: "publications");

            migrationBuilder.RenameTable(
                name: "publications",
                schema: "ops",
                newName: "pointers",
                newSchema: "ops");

            migrationBuilder.RenameIndex(
                name: "i_x_publications_run_id",
                schema: "ops",
                table: "pointers",
                newName: "i_x_pointers_run_id");

            migrationBuilder.AddColumn<DateTime>(
                name: "decided_at",
                schema: "ops",
                table: "runs",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "decided_by",
                schema: "ops",
                table: "runs",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "figures_version",
                schema: "ops",
                table: "runs",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "held_until",
                schema: "ops",
                table: "runs",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AlterColumn<long>(
                name: "run_id",
                schema: "ops",
                table: "publication_events",
                type: "bigint",
                nullable: true,
                oldClrType: typeof(long),
                oldType: "bigint");

            migrationBuilder.AddColumn<long>(
                name: "waiver_id",
                schema: "ops",
                table: "pointers",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<DateTime>(
                name: "shown_from",
                schema: "ops",
                table: "pointers",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "shown_until",
                schema: "ops",
                table: "pointers",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddPrimaryKey(
                name: "p_k_pointers",
                schema: "ops",
                table: "pointers",
                columns: new[] { "pipeline", "date", "waiver_id" });

            migrationBuilder.CreateTable(
                name: "waivers",
                schema: "ops",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    pipeline = table.Column<string>(type: "text", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    run_id = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    checks = table.Column<string[]>(type: "text[]", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    asked_by = table.Column<string>(type: "text", nullable: false),
                    asked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    decided_by = table.Column<string>(type: "text", nullable: true),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    closed_by = table.Column<string>(type: "text", nullable: true),
                    closed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("p_k_waivers", x => x.id);
                    table.CheckConstraint("ck_waivers_two_persons", "lower(decided_by) <> lower(asked_by)");
                    table.ForeignKey(
                        name: "f_k_waivers_runs_run_id",
                        column: x => x.run_id,
                        principalSchema: "ops",
                        principalTable: "runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "i_x_waivers_pipeline_date",
                schema: "ops",
                table: "waivers",
                columns: new[] { "pipeline", "date" },
                unique: true,
                filter: "state in ('Asked', 'Approved')");

            migrationBuilder.CreateIndex(
                name: "i_x_waivers_run_id",
                schema: "ops",
                table: "waivers",
                column: "run_id");

            migrationBuilder.AddForeignKey(
                name: "f_k_pointers_runs_run_id",
                schema: "ops",
                table: "pointers",
                column: "run_id",
                principalSchema: "ops",
                principalTable: "runs",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            // Readers see pointers through this view alone; the pipelines' views are made anew on it at the next start.
            migrationBuilder.Sql(
                """
                create view ops.publications as
                select
                    pipeline, date, waiver_id, run_id, published_at, published_by, verdict,
                    definition_version, figures_version, as_of_seq, exported_at, shown_from, shown_until
                from ops.pointers
                where (shown_from is null or shown_from <= now()) and (shown_until is null or shown_until > now());
                delete from ops.pipeline_schemas;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                drop view ops.publications cascade;
                delete from ops.pointers where waiver_id <> 0;
                delete from ops.pipeline_schemas;
                """);

            migrationBuilder.DropForeignKey(
                name: "f_k_pointers_runs_run_id",
                schema: "ops",
                table: "pointers");

            migrationBuilder.DropTable(
                name: "waivers",
                schema: "ops");

            migrationBuilder.DropPrimaryKey(
                name: "p_k_pointers",
                schema: "ops",
                table: "pointers");

            migrationBuilder.DropColumn(
                name: "decided_at",
                schema: "ops",
                table: "runs");

            migrationBuilder.DropColumn(
                name: "decided_by",
                schema: "ops",
                table: "runs");

            migrationBuilder.DropColumn(
                name: "figures_version",
                schema: "ops",
                table: "runs");

            migrationBuilder.DropColumn(
                name: "held_until",
                schema: "ops",
                table: "runs");

            migrationBuilder.DropColumn(
                name: "waiver_id",
                schema: "ops",
                table: "pointers");

            migrationBuilder.DropColumn(
                name: "shown_from",
                schema: "ops",
                table: "pointers");

            migrationBuilder.DropColumn(
                name: "shown_until",
                schema: "ops",
                table: "pointers");

            migrationBuilder.RenameTable(
                name: "pointers",
                schema: "ops",
                newName: "publications",
                newSchema: "ops");

            migrationBuilder.RenameIndex(
                name: "i_x_pointers_run_id",
                schema: "ops",
                table: "publications",
                newName: "i_x_publications_run_id");

            migrationBuilder.AlterColumn<long>(
                name: "run_id",
                schema: "ops",
                table: "publication_events",
                type: "bigint",
                nullable: false,
                defaultValue: 0L,
                oldClrType: typeof(long),
                oldType: "bigint",
                oldNullable: true);

            migrationBuilder.AddPrimaryKey(
                name: "p_k_publications",
                schema: "ops",
                table: "publications",
                columns: new[] { "pipeline", "date" });

            migrationBuilder.AddForeignKey(
                name: "f_k_publications_runs_run_id",
                schema: "ops",
                table: "publications",
                column: "run_id",
                principalSchema: "ops",
                principalTable: "runs",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }
    }
}
