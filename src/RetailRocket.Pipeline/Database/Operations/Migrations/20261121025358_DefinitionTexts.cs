using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RetailRocket.Pipeline.Database.Operations.Migrations
{
    /// <inheritdoc />
    public partial class DefinitionTexts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "definition_texts",
                schema: "ops",
                columns: table => new
                {
                    pipeline = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<string>(type: "text", nullable: false),
                    files = table.Column<string>(type: "jsonb", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("p_k_definition_texts", x => new { x.pipeline, x.version });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "definition_texts",
                schema: "ops");
        }
    }
}
