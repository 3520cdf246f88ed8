using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace RetailRocket.Pipeline.Database.Operations.Migrations
{
    /// <inheritdoc />
    public partial class Operations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "ops");

            migrationBuilder.CreateSequence(
                name: "change_seq",
                schema: "ops");

            migrationBuilder.CreateTable(
                name: "model_dates",
                schema: "ops",
                columns: table => new
                {
                    pipeline = table.Column<string>(type: "text", nullable: false),
                    model = table.Column<string>(type: "text", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    version = table.Column<string>(type: "text", nullable: false),
                    as_of_seq = table.Column<long>(type: "bigint", nullable: false),
                    run_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("p_k_model_dates", x => new { x.pipeline, x.model, x.date });
                });

            migrationBuilder.CreateTable(
                name: "model_states",
                schema: "ops",
                columns: table => new
                {
                    pipeline = table.Column<string>(type: "text", nullable: false),
                    model = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<string>(type: "text", nullable: false),
                    as_of_seq = table.Column<long>(type: "bigint", nullable: false),
                    run_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("p_k_model_states", x => new { x.pipeline, x.model });
                });

            migrationBuilder.CreateTable(
                name: "pipeline_schemas",
                schema: "ops",
                columns: table => new
                {
                    pipeline = table.Column<string>(type: "text", nullable: false),
                    sha256 = table.Column<string>(type: "text", nullable: false),
                    applied_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("p_k_pipeline_schemas", x => x.pipeline);
                });

            migrationBuilder.CreateTable(
                name: "publication_events",
                schema: "ops",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    pipeline = table.Column<string>(type: "text", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    run_id = table.Column<long>(type: "bigint", nullable: false),
                    previous_run_id = table.Column<long>(type: "bigint", nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("p_k_publication_events", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "runs",
                schema: "ops",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    pipeline = table.Column<string>(type: "text", nullable: false),
                    from_date = table.Column<DateOnly>(type: "date", nullable: false),
                    to_date = table.Column<DateOnly>(type: "date", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    trigger = table.Column<string>(type: "text", nullable: false),
                    requested_by = table.Column<string>(type: "text", nullable: false),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    finished_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    definition_version = table.Column<string>(type: "text", nullable: false),
                    as_of_seq = table.Column<long>(type: "bigint", nullable: false),
                    error = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("p_k_runs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "source_dates",
                schema: "ops",
                columns: table => new
                {
                    pipeline = table.Column<string>(type: "text", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    business_date = table.Column<DateOnly>(type: "date", nullable: false),
                    rows = table.Column<long>(type: "bigint", nullable: false),
                    rejected = table.Column<long>(type: "bigint", nullable: false),
                    fingerprint = table.Column<long>(type: "bigint", nullable: false),
                    changed_seq = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("p_k_source_dates", x => new { x.pipeline, x.source, x.business_date });
                });

            migrationBuilder.CreateTable(
                name: "source_files",
                schema: "ops",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    pipeline = table.Column<string>(type: "text", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    path = table.Column<string>(type: "text", nullable: false),
                    sha256 = table.Column<string>(type: "text", nullable: false),
                    bytes = table.Column<long>(type: "bigint", nullable: false),
                    modified_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    rows = table.Column<long>(type: "bigint", nullable: false),
                    rejected = table.Column<long>(type: "bigint", nullable: false),
                    undated = table.Column<long>(type: "bigint", nullable: false),
                    landed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    replaced_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("p_k_source_files", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "source_states",
                schema: "ops",
                columns: table => new
                {
                    pipeline = table.Column<string>(type: "text", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    fingerprint = table.Column<string>(type: "text", nullable: false),
                    changed_seq = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("p_k_source_states", x => new { x.pipeline, x.source });
                });

            migrationBuilder.CreateTable(
                name: "check_results",
                schema: "ops",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    run_id = table.Column<long>(type: "bigint", nullable: false),
                    pipeline = table.Column<string>(type: "text", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    check_name = table.Column<string>(type: "text", nullable: false),
                    phase = table.Column<string>(type: "text", nullable: false),
                    severity = table.Column<string>(type: "text", nullable: false),
                    verdict = table.Column<string>(type: "text", nullable: false),
                    observed = table.Column<decimal>(type: "numeric", nullable: true),
                    threshold = table.Column<decimal>(type: "numeric", nullable: false),
                    is_pass_rate = table.Column<bool>(type: "boolean", nullable: false),
                    failed_rows = table.Column<long>(type: "bigint", nullable: false),
                    duration_ms = table.Column<int>(type: "integer", nullable: false),
                    sql_sha256 = table.Column<string>(type: "text", nullable: false),
                    samples = table.Column<string>(type: "jsonb", nullable: false),
                    checked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("p_k_check_results", x => x.id);
                    table.ForeignKey(
                        name: "f_k_check_results_runs_run_id",
                        column: x => x.run_id,
                        principalSchema: "ops",
                        principalTable: "runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "publications",
                schema: "ops",
                columns: table => new
                {
                    pipeline = table.Column<string>(type: "text", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    run_id = table.Column<long>(type: "bigint", nullable: false),
                    published_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    published_by = table.Column<string>(type: "text", nullable: false),
                    verdict = table.Column<string>(type: "text", nullable: false),
                    definition_version = table.Column<string>(type: "text", nullable: false),
                    figures_version = table.Column<string>(type: "text", nullable: false),
                    as_of_seq = table.Column<long>(type: "bigint", nullable: false),
                    exported_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("p_k_publications", x => new { x.pipeline, x.date });
                    table.ForeignKey(
                        name: "f_k_publications_runs_run_id",
                        column: x => x.run_id,
                        principalSchema: "ops",
                        principalTable: "runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "run_dates",
                schema: "ops",
                columns: table => new
                {
                    run_id = table.Column<long>(type: "bigint", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    verdict = table.Column<string>(type: "text", nullable: false),
                    published = table.Column<bool>(type: "boolean", nullable: false),
                    passed = table.Column<int>(type: "integer", nullable: false),
                    warned = table.Column<int>(type: "integer", nullable: false),
                    failed = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("p_k_run_dates", x => new { x.run_id, x.date });
                    table.ForeignKey(
                        name: "f_k_run_dates_runs_run_id",
                        column: x => x.run_id,
                        principalSchema: "ops",
                        principalTable: "runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "run_steps",
                schema: "ops",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    run_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    from_date = table.Column<DateOnly>(type: "date", nullable: true),
                    to_date = table.Column<DateOnly>(type: "date", nullable: true),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    finished_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    rows = table.Column<long>(type: "bigint", nullable: false),
                    sql_version = table.Column<string>(type: "text", nullable: false),
                    error = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("p_k_run_steps", x => x.id);
                    table.ForeignKey(
                        name: "f_k_run_steps_runs_run_id",
                        column: x => x.run_id,
                        principalSchema: "ops",
                        principalTable: "runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "quarantine",
                schema: "ops",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    pipeline = table.Column<string>(type: "text", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    file_id = table.Column<int>(type: "integer", nullable: false),
                    line_no = table.Column<long>(type: "bigint", nullable: false),
                    business_date = table.Column<DateOnly>(type: "date", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("p_k_quarantine", x => x.id);
                    table.ForeignKey(
                        name: "f_k_quarantine_source_files_file_id",
                        column: x => x.file_id,
                        principalSchema: "ops",
                        principalTable: "source_files",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "source_file_dates",
                schema: "ops",
                columns: table => new
                {
                    file_id = table.Column<int>(type: "integer", nullable: false),
                    business_date = table.Column<DateOnly>(type: "date", nullable: false),
                    rows = table.Column<long>(type: "bigint", nullable: false),
                    rejected = table.Column<long>(type: "bigint", nullable: false),
                    fingerprint = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("p_k_source_file_dates", x => new { x.file_id, x.business_date });
                    table.ForeignKey(
                        name: "f_k_source_file_dates_source_files_file_id",
                        column: x => x.file_id,
                        principalSchema: "ops",
                        principalTable: "source_files",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "i_x_check_results_pipeline_check_name_date",
                schema: "ops",
                table: "check_results",
                columns: new[] { "pipeline", "check_name", "date" });

            migrationBuilder.CreateIndex(
                name: "i_x_check_results_run_id_date",
                schema: "ops",
                table: "check_results",
                columns: new[] { "run_id", "date" });

            migrationBuilder.CreateIndex(
                name: "i_x_publication_events_pipeline_date_at",
                schema: "ops",
                table: "publication_events",
                columns: new[] { "pipeline", "date", "at" });

            migrationBuilder.CreateIndex(
                name: "i_x_publications_run_id",
                schema: "ops",
                table: "publications",
                column: "run_id");

            migrationBuilder.CreateIndex(
                name: "i_x_quarantine_file_id",
                schema: "ops",
                table: "quarantine",
                column: "file_id");

            migrationBuilder.CreateIndex(
                name: "i_x_quarantine_pipeline_source_business_date",
                schema: "ops",
                table: "quarantine",
                columns: new[] { "pipeline", "source", "business_date" });

            migrationBuilder.CreateIndex(
                name: "i_x_run_dates_date_run_id",
                schema: "ops",
                table: "run_dates",
                columns: new[] { "date", "run_id" });

            migrationBuilder.CreateIndex(
                name: "i_x_run_steps_run_id",
                schema: "ops",
                table: "run_steps",
                column: "run_id");

            migrationBuilder.CreateIndex(
                name: "i_x_runs_pipeline_started_at",
                schema: "ops",
                table: "runs",
                columns: new[] { "pipeline", "started_at" });

            migrationBuilder.CreateIndex(
                name: "i_x_runs_status",
                schema: "ops",
                table: "runs",
                column: "status",
                filter: "status = 'Running'");

            migrationBuilder.CreateIndex(
                name: "i_x_source_file_dates_business_date",
                schema: "ops",
                table: "source_file_dates",
                column: "business_date");

            migrationBuilder.CreateIndex(
                name: "i_x_source_files_pipeline_source_name",
                schema: "ops",
                table: "source_files",
                columns: new[] { "pipeline", "source", "name" },
                unique: true,
                filter: "replaced_at is null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "check_results",
                schema: "ops");

            migrationBuilder.DropTable(
                name: "model_dates",
                schema: "ops");

            migrationBuilder.DropTable(
                name: "model_states",
                schema: "ops");

            migrationBuilder.DropTable(
                name: "pipeline_schemas",
                schema: "ops");

            migrationBuilder.DropTable(
                name: "publication_events",
                schema: "ops");

            migrationBuilder.DropTable(
                name: "publications",
                schema: "ops");

            migrationBuilder.DropTable(
                name: "quarantine",
                schema: "ops");

            migrationBuilder.DropTable(
                name: "run_dates",
                schema: "ops");

            migrationBuilder.DropTable(
                name: "run_steps",
                schema: "ops");

            migrationBuilder.DropTable(
                name: "source_dates",
                schema: "ops");

            migrationBuilder.DropTable(
                name: "source_file_dates",
                schema: "ops");

            migrationBuilder.DropTable(
                name: "source_states",
                schema: "ops");

            migrationBuilder.DropTable(
                name: "runs",
                schema: "ops");

            migrationBuilder.DropTable(
                name: "source_files",
                schema: "ops");

            migrationBuilder.DropSequence(
                name: "change_seq",
                schema: "ops");
        }
    }
}
