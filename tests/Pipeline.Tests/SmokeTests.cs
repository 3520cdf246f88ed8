namespace RetailRocket.Pipeline.Tests;

public sealed class SmokeTests
{
    [Fact]
    public void Solution_Builds() => Assert.True(true);
}
