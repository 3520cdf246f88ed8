using RetailRocket.EndToEnd.Tests.Support;

// One app and one browser for all tests, which run side by side: none changes what another reads.
[assembly: AssemblyFixture(typeof(Site))]
