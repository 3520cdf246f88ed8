namespace RetailRocket.Web.Alerts.Delivery;

/// <summary>Why an attempt failed. The pages have words for each, <c>Delivery.Problem.…</c>.</summary>
public enum DeliveryProblem
{
    /// <summary>The other side asked to wait (429).</summary>
    RateLimited,

    /// <summary>The other side failed (5xx).</summary>
    ServerError,

    /// <summary>It pointed to another address, which is not followed.</summary>
    Redirected,

    /// <summary>It refused the message (4xx, or SMTP's own no).</summary>
    Refused,

    /// <summary>Nothing came back in time.</summary>
    NoAnswer,

    /// <summary>There was no connection.</summary>
    Unreachable,

    /// <summary>The address is none that the settings allow.</summary>
    NotAllowed,

    /// <summary>The sealed address cannot be opened: the keys of the data folder are others.</summary>
    Unreadable,

    /// <summary>The settings name no mail server.</summary>
    NotSetUp,
}
