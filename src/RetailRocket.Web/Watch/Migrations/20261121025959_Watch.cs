using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace RetailRocket.Web.Watch.Migrations
{
    /// <inheritdoc />
    public partial class Watch : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "watch");

            migrationBuilder.CreateTable(
                name: "channels",
                schema: "watch",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    kind = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    language = table.Column<string>(type: "text", nullable: false),
                    sealed_address = table.Column<string>(type: "text", nullable: true),
                    hint = table.Column<string>(type: "text", nullable: false),
                    is_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    is_removed = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("p_k_channels", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "digests",
                schema: "watch",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    pipeline = table.Column<string>(type: "text", nullable: false),
                    run_id = table.Column<long>(type: "bigint", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("p_k_digests", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "firings",
                schema: "watch",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    pipeline = table.Column<string>(type: "text", nullable: false),
                    scheduled_for = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    is_by_hand = table.Column<bool>(type: "boolean", nullable: false),
                    requested_by = table.Column<string>(type: "text", nullable: false),
                    missed = table.Column<int>(type: "integer", nullable: false),
                    missed_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    state = table.Column<string>(type: "text", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    instance = table.Column<string>(type: "text", nullable: false),
                    decision = table.Column<string>(type: "jsonb", nullable: true),
                    runs = table.Column<long[]>(type: "bigint[]", nullable: false),
                    error = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("p_k_firings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "rules",
                schema: "watch",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    pipeline = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    table = table.Column<string>(type: "text", nullable: false),
                    column = table.Column<string>(type: "text", nullable: false),
                    is_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    spread = table.Column<decimal>(type: "numeric", nullable: false),
                    floor = table.Column<decimal>(type: "numeric", nullable: false),
                    includes_warnings = table.Column<bool>(type: "boolean", nullable: false),
                    hours = table.Column<int>(type: "integer", nullable: false),
                    days = table.Column<int>(type: "integer", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("p_k_rules", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "watched_runs",
                schema: "watch",
                columns: table => new
                {
                    run_id = table.Column<long>(type: "bigint", nullable: false),
                    pipeline = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("p_k_watched_runs", x => x.run_id);
                });

            migrationBuilder.CreateTable(
                name: "messages",
                schema: "watch",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    channel_id = table.Column<int>(type: "integer", nullable: false),
                    digest_id = table.Column<long>(type: "bigint", nullable: true),
                    state = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    next_attempt_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    gives_up_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    leased_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    leased_by = table.Column<string>(type: "text", nullable: true),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    problem = table.Column<string>(type: "text", nullable: true),
                    problem_detail = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("p_k_messages", x => x.id);
                    table.ForeignKey(
                        name: "f_k_messages_channels_channel_id",
                        column: x => x.channel_id,
                        principalSchema: "watch",
                        principalTable: "channels",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "f_k_messages_digests_digest_id",
                        column: x => x.digest_id,
                        principalSchema: "watch",
                        principalTable: "digests",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "incidents",
                schema: "watch",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    rule_id = table.Column<int>(type: "integer", nullable: false),
                    pipeline = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    facts = table.Column<string>(type: "jsonb", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    recovered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    acknowledged_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    acknowledged_by = table.Column<string>(type: "text", nullable: true),
                    snoozed_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("p_k_incidents", x => x.id);
                    table.ForeignKey(
                        name: "f_k_incidents_rules_rule_id",
                        column: x => x.rule_id,
                        principalSchema: "watch",
                        principalTable: "rules",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "incident_events",
                schema: "watch",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    incident_id = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: true),
                    run_id = table.Column<long>(type: "bigint", nullable: true),
                    facts = table.Column<string>(type: "jsonb", nullable: true),
                    until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    digest_id = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("p_k_incident_events", x => x.id);
                    table.ForeignKey(
                        name: "f_k_incident_events_digests_digest_id",
                        column: x => x.digest_id,
                        principalSchema: "watch",
                        principalTable: "digests",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "f_k_incident_events_incidents_incident_id",
                        column: x => x.incident_id,
                        principalSchema: "watch",
                        principalTable: "incidents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "i_x_channels_name",
                schema: "watch",
                table: "channels",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "i_x_firings_pipeline_scheduled_for",
                schema: "watch",
                table: "firings",
                columns: new[] { "pipeline", "scheduled_for" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "i_x_incident_events_digest_id",
                schema: "watch",
                table: "incident_events",
                column: "digest_id");

            migrationBuilder.CreateIndex(
                name: "i_x_incident_events_incident_id",
                schema: "watch",
                table: "incident_events",
                column: "incident_id");

            migrationBuilder.CreateIndex(
                name: "i_x_incidents_pipeline_opened_at",
                schema: "watch",
                table: "incidents",
                columns: new[] { "pipeline", "opened_at" });

            migrationBuilder.CreateIndex(
                name: "i_x_incidents_rule_id_subject",
                schema: "watch",
                table: "incidents",
                columns: new[] { "rule_id", "subject" },
                unique: true,
                filter: "recovered_at is null");

            migrationBuilder.CreateIndex(
                name: "i_x_messages_channel_id",
                schema: "watch",
                table: "messages",
                column: "channel_id");

            migrationBuilder.CreateIndex(
                name: "i_x_messages_digest_id",
                schema: "watch",
                table: "messages",
                column: "digest_id");

            migrationBuilder.CreateIndex(
                name: "i_x_messages_next_attempt_at",
                schema: "watch",
                table: "messages",
                column: "next_attempt_at",
                filter: "state = 'Waiting'");

            migrationBuilder.CreateIndex(
                name: "i_x_rules_pipeline_kind_table_column",
                schema: "watch",
                table: "rules",
                columns: new[] { "pipeline", "kind", "table", "column" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "i_x_watched_runs_pipeline",
                schema: "watch",
                table: "watched_runs",
                column: "pipeline");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "firings",
                schema: "watch");

            migrationBuilder.DropTable(
                name: "incident_events",
                schema: "watch");

            migrationBuilder.DropTable(
                name: "messages",
                schema: "watch");

            migrationBuilder.DropTable(
                name: "watched_runs",
                schema: "watch");

            migrationBuilder.DropTable(
                name: "incidents",
                schema: "watch");

            migrationBuilder.DropTable(
                name: "channels",
                schema: "watch");

            migrationBuilder.DropTable(
                name: "digests",
                schema: "watch");

            migrationBuilder.DropTable(
                name: "rules",
                schema: "watch");
        }
    }
}
