namespace EmbeddedFunctions.Tests.SampleFunctions;

public sealed record Order(string Name, int Count);
