using System.Net;
using System.Net.Sockets;
using RelayFunctions.Tests.Hosting;
using RelayFunctions.Tests.Machines;
using RelayServer.Http;

namespace RelayFunctions.Tests.Server;

public sealed class DescriptorLimitTests
{
    [Fact]
    public async Task Connections_MoreThanDescriptors_LeaveTheServerWorking()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux names the limit.");
        const int Descriptors = 800;
        using var folder = new TempFolder();
        await using var server = await ServerProcess.StartWithDescriptorsAsync(folder.Path, Descriptors);
        await server.LineAsync("may have only 800 file descriptors (ulimit -n): at most 400 callers can be connected");
        var callers = new List<Socket>();
        using (var client = new MessageClient(server.Address))
        {
            for (var i = 0; i < Descriptors; i++)
                callers.Add(await ConnectAsync(server.Address));
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
            while (callers.Count(IsClosed) < Descriptors / 2 && !deadline.IsCancellationRequested)
                await Task.Yield();
            Assert.True(callers.Count(IsClosed) >= Descriptors / 2);

            callers.ForEach(caller => caller.Dispose());
        }

        using var next = new MessageClient(server.Address);
        await next.UntilDeliveredAsync(await next.SendAsync());
    }

    [Theory]
    [InlineData("Max open files            1024                 524288               files     ", 524288L)]
    [InlineData("Max open files            1024                 unlimited            files     ", null)]
    [InlineData("Max open files", null)]
    [InlineData("Max locked memory         8388608              8388608              bytes     ", null)]
    public void Parse_LineOfTheKernel_IsTheHardLimit(string line, long? limit) =>
        Assert.Equal(limit, DescriptorLimit.Parse(["Limit                     Soft Limit           Hard Limit           Units     ", line]));

    private static async Task<Socket> ConnectAsync(Uri address)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, address.Port));
        return socket;
    }

    private static bool IsClosed(Socket socket) => socket.Poll(0, SelectMode.SelectRead);
}
