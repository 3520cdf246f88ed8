namespace RetailRocket.Web.Features.Targets;

/// <summary>How a downloaded list is encoded.</summary>
public enum FileEncoding
{
    /// <summary>UTF-8 with a byte order mark: what spreadsheets open without asking.</summary>
    Utf8Bom,

    /// <summary>UTF-8 without a byte order mark: what most other programs want.</summary>
    Utf8,

    /// <summary>Windows code page 949 (Korean): older mail and CRM tools.</summary>
    Cp949,
}
