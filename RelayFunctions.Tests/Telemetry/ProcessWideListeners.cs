namespace RelayFunctions.Tests.Telemetry;

/// <summary>
/// Tests that listen to the traces of the whole process: no other test may run at the same time, since each request
/// then has a <c>traceparent</c>.
/// </summary>
[CollectionDefinition(nameof(ProcessWideListeners), DisableParallelization = true)]
public sealed class ProcessWideListeners;
