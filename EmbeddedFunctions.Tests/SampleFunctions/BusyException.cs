namespace EmbeddedFunctions.Tests.SampleFunctions;

public sealed class BusyException : Exception;
