using DurableTask.Core;

namespace EmbeddedFunctions.Tests.Durable;

/// <summary>The interfaces that every orchestration service has here.</summary>
public interface IClocklessService : IOrchestrationService, IOrchestrationServiceClient;
