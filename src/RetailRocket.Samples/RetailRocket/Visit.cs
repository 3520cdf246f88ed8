namespace RetailRocket.Samples.RetailRocket;

/// <summary>What one visitor does on one date.</summary>
internal struct Visit
{
    public int Visitor;
    public int Views;
    public int Carts;
    public int Orders;

    /// <summary>Transaction rows, at least one an order.</summary>
    public int OrderLines;

    /// <summary>The item that a cart or an order is about.</summary>
    public int MainItem;

    public readonly bool Shops => Carts > 0 || Orders > 0;
}
