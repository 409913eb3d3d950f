using System.Net.Sockets;
using EmbeddedFunctions;
using Microsoft.Extensions.Options;

namespace RelayServer.Faults;

/// <summary>Lists what an operator must correct before the server can start.</summary>
internal static class StartFaults
{
    /// <param name="exception">What ended the start.</param>
    /// <param name="configuration">The settings that the server was built from; null if it could not be built.</param>
    /// <returns>A line for each.</returns>
    public static IEnumerable<string> Of(Exception exception, IConfiguration? configuration) =>
        (exception switch
        {
            OptionsValidationException invalid => invalid.Failures,
            StartRefusedException refused => refused.Faults,
            _ => [ListenFault(exception, AddressesOf(configuration)) ?? exception.Message],
        }).Select(FaultLine.Of);

    /// <summary>Writes each fault as a line on stderr that says that the server did not start.</summary>
    public static void Write(IEnumerable<string> faults)
    {
        foreach (var fault in faults)
            Console.Error.WriteLine($"Relay did not start: {fault}");
    }

    // Kestrel's own endpoints take precedence over the addresses.
    private static string AddressesOf(IConfiguration? configuration) =>
        configuration?[WebHostDefaults.ServerUrlsKey] is { Length: > 0 } addresses
            && !configuration.GetSection("Kestrel:Endpoints").Exists()
            ? addresses
            : "a configured address";

    // Kestrel names the address in some of its errors, but never the setting that chooses it.
    // Connections to other services, which end in the same errors, throw exceptions of their own.
    private static string? ListenFault(Exception exception, string addresses)
    {
        if (exception is not (SocketException or IOException)
            || exception.GetBaseException() is not SocketException { SocketErrorCode: var error })
        {
            return null;
        }

        var isUnixSocket = addresses.StartsWith("http://unix:", StringComparison.Ordinal);
        return (error, isUnixSocket) switch
        {
            (SocketError.AddressAlreadyInUse, true) =>
                $"the socket {addresses} exists: stop the process that listens on it, or delete it if none does",
            (SocketError.AddressNotAvailable or SocketError.AccessDenied, true) =>
                $"the socket {addresses} can't be created: its folder must exist and be writable",
            (SocketError.AddressAlreadyInUse, _) =>
                $"another process listens on {addresses}: stop it, or choose another address with --urls",
            (SocketError.AddressNotAvailable, _) =>
                $"this machine does not have the address {addresses}: choose another one with --urls",
            (SocketError.AccessDenied, _) =>
                $"this user may not listen on {addresses}: a port below 1024 requires a privilege; "
                + "choose another one with --urls",
            (_, true) => $"the socket {addresses} can't be created ({exception.GetBaseException().Message})",
            _ => $"{addresses} can't be listened on ({exception.GetBaseException().Message}): "
                + "choose another address with --urls",
        };
    }
}
