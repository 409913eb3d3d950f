using DurableTask.Core;

namespace EmbeddedFunctions.Tests.Durable;

/// <summary>What every orchestration service is here, and no more.</summary>
public interface IClocklessService : IOrchestrationService, IOrchestrationServiceClient;
