using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Pipeline.Publishing;

/// <summary>Checks in the order of the gates, then by name: the same in every file, whatever ran first.</summary>
internal static class CheckOrder
{
    public static List<CheckResult> Sort(IEnumerable<CheckResult> results)
    {
        var phases = Enum.GetNames<CheckPhase>();
        return
        [
            .. results
                .OrderBy(result => Array.IndexOf(phases, result.Phase))
                .ThenBy(result => result.CheckName, StringComparer.Ordinal),
        ];
    }
}
