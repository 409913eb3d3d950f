using EndToEnd.Tests.Protocol;
using EndToEnd.Tests.WorkerHost.Workers;
using Grpc.Core;

namespace EndToEnd.Tests.WorkerHost.Rpc;

/// <summary>Passes the stream of a worker to the connection that was created for that worker.</summary>
internal sealed class FunctionRpcService(WorkerConnections connections) : FunctionRpc.FunctionRpcBase
{
    public override async Task EventStream(
        IAsyncStreamReader<StreamingMessage> requestStream,
        IServerStreamWriter<StreamingMessage> responseStream,
        ServerCallContext context)
    {
        if (!await requestStream.MoveNext(context.CancellationToken)
            || requestStream.Current.StartStream is not { } start
            || connections.Find(start.WorkerId) is not { } connection)
        {
            throw new Grpc.Core.RpcException(new Status(StatusCode.InvalidArgument, "The first message names no worker of this host."));
        }

        try
        {
            await connection.ServeAsync(requestStream, responseStream, context.CancellationToken);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // The worker's process has ended; the supervisor sees that itself.
        }
    }
}
