namespace EmbeddedFunctions.Tests.SampleFunctions;

/// <summary>What <see cref="Durable.FaultySerializer"/> fails at.</summary>
public sealed record Parcel(string Content);
