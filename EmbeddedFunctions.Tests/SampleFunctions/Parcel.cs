namespace EmbeddedFunctions.Tests.SampleFunctions;

/// <summary>The type that <see cref="Durable.FaultySerializer"/> fails at.</summary>
public sealed record Parcel(string Content);
