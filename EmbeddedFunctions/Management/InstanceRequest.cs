using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace EmbeddedFunctions.Management;

/// <summary>Handles a request about an instance that exists.</summary>
internal delegate Task<IResult> InstanceRequest(
    HttpRequest request, DurableTaskClient client, OrchestrationMetadata instance);
