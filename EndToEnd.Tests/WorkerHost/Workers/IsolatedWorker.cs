using EndToEnd.Tests.Protocol;
using Google.Protobuf.WellKnownTypes;

namespace EndToEnd.Tests.WorkerHost.Workers;

/// <summary>A worker that has started, reported its capabilities, and loaded its functions.</summary>
internal sealed class IsolatedWorker
{
    /// <summary>How long a worker has to end before the host kills it.</summary>
    public static readonly TimeSpan GracePeriod = TimeSpan.FromSeconds(5);

    private readonly WorkerConnection _connection;

    private IsolatedWorker(WorkerConnection connection) => _connection = connection;

    /// <summary>The worker's own HTTP endpoint, where requests to HTTP functions go.</summary>
    public Uri HttpAddress { get; private set; } = null!;

    public IReadOnlyList<WorkerFunction> Functions { get; private set; } = [];

    /// <summary>
    /// Waits for the worker's stream, and initialises it as the Functions host does before the first invocation.
    /// </summary>
    public static async Task<IsolatedWorker> InitializeAsync(WorkerConnection connection, string appFolder)
    {
        await connection.Started;
        var worker = new IsolatedWorker(connection);
        await worker.InitializeAsync(appFolder);
        await worker.LoadFunctionsAsync(appFolder);
        return worker;
    }

    /// <summary>Invokes a function and waits for its result.</summary>
    /// <exception cref="FunctionFailedException">The function threw.</exception>
    /// <exception cref="WorkerProcessExitException">The worker ended meanwhile.</exception>
    public async Task<TypedData?> InvokeAsync(InvocationRequest invocation, CancellationToken cancellationToken)
    {
        var function = Functions.Single(function => function.Metadata.FunctionId == invocation.FunctionId);
        var responding = _connection.InvokeAsync(invocation, function.Name);
        var cancel = new InvocationCancel { InvocationId = invocation.InvocationId };
        using var cancelling = cancellationToken.Register(
            () => _connection.Send(new StreamingMessage { InvocationCancel = cancel }));
        var response = await responding;
        FunctionFailedException.ThrowUnlessSuccess(response.Result);
        return response.ReturnValue;
    }

    /// <summary>Asks the worker to end.</summary>
    public void Terminate() => _connection.Send(
        new StreamingMessage { WorkerTerminate = new WorkerTerminate { GracePeriod = Duration.FromTimeSpan(GracePeriod) } });

    private async Task InitializeAsync(string appFolder)
    {
        var request = new WorkerInitRequest
        {
            HostVersion = "4.1037.0",
            WorkerDirectory = appFolder,
            FunctionAppDirectory = appFolder,
        };
        var response = await _connection.RequestAsync(new StreamingMessage { WorkerInitRequest = request });
        FunctionFailedException.ThrowUnlessSuccess(response.WorkerInitResponse.Result);
        HttpAddress = new Uri(response.WorkerInitResponse.Capabilities["HttpUri"]);
    }

    private async Task LoadFunctionsAsync(string appFolder)
    {
        var request = new FunctionsMetadataRequest { FunctionAppDirectory = appFolder };
        var response = await _connection.RequestAsync(new StreamingMessage { FunctionsMetadataRequest = request });
        FunctionFailedException.ThrowUnlessSuccess(response.FunctionMetadataResponse.Result);
        Functions = [.. response.FunctionMetadataResponse.FunctionMetadataResults.Select(m => new WorkerFunction(m))];
        foreach (var function in Functions)
        {
            var load = new FunctionLoadRequest { FunctionId = function.Metadata.FunctionId, Metadata = function.Metadata };
            var loaded = await _connection.RequestAsync(new StreamingMessage { FunctionLoadRequest = load });
            FunctionFailedException.ThrowUnlessSuccess(loaded.FunctionLoadResponse.Result);
        }
    }
}
