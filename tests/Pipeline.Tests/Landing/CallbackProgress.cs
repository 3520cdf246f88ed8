using RetailRocket.Pipeline.Landing;

namespace RetailRocket.Pipeline.Tests.Landing;

/// <summary>Runs code in the middle of a landing, on the landing's own thread.</summary>
public sealed class CallbackProgress(Action<LandingProgress> callback) : IProgress<LandingProgress>
{
    public void Report(LandingProgress value) => callback(value);
}
