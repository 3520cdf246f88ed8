using System.Runtime.Versioning;
using RetailRocket.Pipeline.Tests.Support;

// Stops the test server when the last test is over, whether or not tests failed.
[assembly: AssemblyFixture(typeof(TestServer))]
[assembly: UnsupportedOSPlatform("windows")]
