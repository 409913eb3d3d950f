using System.Net.Sockets;
using EmbeddedFunctions;
using Microsoft.Extensions.Options;

namespace RelayServer;

/// <summary>What an operator must correct before the server can start.</summary>
internal static class StartFaults
{
    /// <param name="exception">What ended the start.</param>
    /// <param name="configuration">The settings that the server was built of; null if it could not be built.</param>
    public static IEnumerable<string> Of(Exception exception, IConfiguration? configuration) => exception switch
    {
        OptionsValidationException invalid => invalid.Failures,
        StartRefusedException refused => refused.Faults,
        _ => [ListenFault(exception, AddressesOf(configuration)) ?? exception.Message],
    };

    // Kestrel's own endpoints take precedence over the addresses.
    private static string AddressesOf(IConfiguration? configuration) =>
        configuration is null || configuration.GetSection("Kestrel:Endpoints").Exists()
            ? "a configured address"
            : configuration[WebHostDefaults.ServerUrlsKey]!;

    // Kestrel names the address in some of its errors, and in none the setting that chooses it.
    private static string? ListenFault(Exception exception, string addresses) =>
        exception.GetBaseException() switch
        {
            SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } =>
                $"another process listens on {addresses}: stop it, or choose another address with --urls",
            SocketException { SocketErrorCode: SocketError.AddressNotAvailable } =>
                $"this machine does not have the address {addresses}: choose another one with --urls",
            SocketException { SocketErrorCode: SocketError.AccessDenied } =>
                $"this user may not listen on {addresses}: a port below 1024 requires a privilege; "
                + "choose another one with --urls",
            _ => null,
        };
}
