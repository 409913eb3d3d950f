using RelayFunctions.Gateways.Requests;

namespace RelayFunctions.Gateways.Auth;

/// <summary>The header with a bearer token (RFC 6750).</summary>
internal static class BearerHeader
{
    public const string Name = "Authorization";

    public static void Put(RequestDraft request, string token) => request.SetHeader(Name, ValueOf(token));

    public static string ValueOf(string token) => $"Bearer {token}";
}
