using Microsoft.AspNetCore.Http;

namespace EmbeddedFunctions.Management;

/// <summary>
/// The links to an instance, under the names that the Durable extension's HTTP API gives them. They hold no key: whoever
/// may start an instance must not control all others.
/// </summary>
internal sealed record InstanceLinks(
    string Id,
    string StatusQueryGetUri,
    string SendEventPostUri,
    string TerminatePostUri,
    string RewindPostUri,
    string PurgeHistoryDeleteUri,
    string RestartPostUri,
    string SuspendPostUri,
    string ResumePostUri)
{
    public static InstanceLinks Of(string instanceId, HttpRequest request)
    {
        var all = $"{request.Scheme}://{request.Host}/{ManagementEndpoints.Instances}";
        var uri = $"{all}/{Uri.EscapeDataString(instanceId)}";
        return new InstanceLinks(
            instanceId,
            uri,
            $"{uri}/raiseEvent/{{eventName}}",
            $"{uri}/terminate?reason={{text}}",
            $"{uri}/rewind?reason={{text}}",
            uri,
            $"{uri}/restart",
            $"{uri}/suspend?reason={{text}}",
            $"{uri}/resume?reason={{text}}");
    }
}
