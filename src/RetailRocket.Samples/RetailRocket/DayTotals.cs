namespace RetailRocket.Samples.RetailRocket;

/// <summary>What happened on one business date, in counts.</summary>
/// <param name="Visitors">Distinct visitors with any event.</param>
/// <param name="Viewers">Distinct visitors with a view.</param>
/// <param name="Carters">Distinct visitors with an addtocart.</param>
/// <param name="Buyers">Distinct visitors with a transaction.</param>
/// <param name="Views">View rows.</param>
/// <param name="Carts">Addtocart rows.</param>
/// <param name="Transactions">Transaction rows: one for each item of an order.</param>
internal readonly record struct DayTotals(
    int Visitors,
    int Viewers,
    int Carters,
    int Buyers,
    int Views,
    int Carts,
    int Transactions
);
