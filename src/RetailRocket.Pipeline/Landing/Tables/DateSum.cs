namespace RetailRocket.Pipeline.Landing.Tables;

/// <summary>Rows, rejected lines and fingerprint of a date; the fingerprint wraps around in 64 bits.</summary>
internal readonly record struct DateSum(long Rows, long Rejected, long Fingerprint)
{
    public static DateSum operator +(DateSum left, DateSum right) =>
        new(left.Rows + right.Rows, left.Rejected + right.Rejected, unchecked(left.Fingerprint + right.Fingerprint));

    public static DateSum operator -(DateSum left, DateSum right) =>
        new(left.Rows - right.Rows, left.Rejected - right.Rejected, unchecked(left.Fingerprint - right.Fingerprint));
}
