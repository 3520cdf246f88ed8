using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace RetailRocket.Pipeline.Database.Operations.Migrations
{
    /// <inheritdoc />
    public partial class Campaigns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "campaigns",
                schema: "ops",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    pipeline = table.Column<string>(type: "text", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    segment = table.Column<string>(type: "text", nullable: false),
                    holdout_share = table.Column<decimal>(type: "numeric(5,4)", precision: 5, scale: 4, nullable: false),
                    most_contacts = table.Column<int>(type: "integer", nullable: false),
                    contact_days = table.Column<int>(type: "integer", nullable: false),
                    run_id = table.Column<long>(type: "bigint", nullable: false),
                    verdict = table.Column<string>(type: "text", nullable: false),
                    definition_version = table.Column<string>(type: "text", nullable: false),
                    published_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    waiver_id = table.Column<long>(type: "bigint", nullable: true),
                    segment_size = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    created_by = table.Column<string>(type: "text", nullable: false),
                    handed_out_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    handed_out_by = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("p_k_campaigns", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "suppressed_visitors",
                schema: "ops",
                columns: table => new
                {
                    pipeline = table.Column<string>(type: "text", nullable: false),
                    visitor_id = table.Column<int>(type: "integer", nullable: false),
                    added_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    added_by = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("p_k_suppressed_visitors", x => new { x.pipeline, x.visitor_id });
                });

            migrationBuilder.CreateTable(
                name: "campaign_contacts",
                schema: "ops",
                columns: table => new
                {
                    visitor_id = table.Column<int>(type: "integer", nullable: false),
                    campaign_id = table.Column<long>(type: "bigint", nullable: false),
                    pipeline = table.Column<string>(type: "text", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("p_k_campaign_contacts", x => new { x.campaign_id, x.visitor_id });
                    table.ForeignKey(
                        name: "f_k_campaign_contacts_campaigns_campaign_id",
                        column: x => x.campaign_id,
                        principalSchema: "ops",
                        principalTable: "campaigns",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "campaign_members",
                schema: "ops",
                columns: table => new
                {
                    campaign_id = table.Column<long>(type: "bigint", nullable: false),
                    visitor_id = table.Column<int>(type: "integer", nullable: false),
                    rank = table.Column<int>(type: "integer", nullable: false),
                    evidence = table.Column<string>(type: "text", nullable: false),
                    part = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("p_k_campaign_members", x => new { x.campaign_id, x.visitor_id });
                    table.ForeignKey(
                        name: "f_k_campaign_members_campaigns_campaign_id",
                        column: x => x.campaign_id,
                        principalSchema: "ops",
                        principalTable: "campaigns",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "i_x_campaign_contacts_pipeline_date_visitor_id",
                schema: "ops",
                table: "campaign_contacts",
                columns: new[] { "pipeline", "date", "visitor_id" });

            migrationBuilder.CreateIndex(
                name: "i_x_campaigns_pipeline_key",
                schema: "ops",
                table: "campaigns",
                columns: new[] { "pipeline", "key" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "campaign_contacts",
                schema: "ops");

            migrationBuilder.DropTable(
                name: "campaign_members",
                schema: "ops");

            migrationBuilder.DropTable(
                name: "suppressed_visitors",
                schema: "ops");

            migrationBuilder.DropTable(
                name: "campaigns",
                schema: "ops");
        }
    }
}
