using System.CommandLine;

namespace RetailRocket.Web.Cli;

/// <summary><c>pipeline …</c></summary>
internal static class PipelineCommands
{
    public static Command Create() =>
        new("pipeline", "Load, run and read pipelines")
        {
            ListCommand.Create(),
            StatusCommand.Create(),
            LoadCommand.Create(),
            RunCommand.Create(),
            ShowCommand.Create(),
            RollBackCommand.Create(),
            ApprovalCommands.Approve(),
            ApprovalCommands.Reject(),
            ExplainCommand.Create(),
            WhatIfCommand.Create(),
        };
}
