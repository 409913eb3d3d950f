using RelayFunctions.Gateways.Requests;

namespace RelayFunctions.Gateways.Auth;

/// <summary>The header with a request's credentials.</summary>
internal static class AuthorizationHeader
{
    public const string Name = "Authorization";

    /// <summary>Returns the header's value for a bearer token (RFC 6750).</summary>
    public static string Bearer(string token) => $"Bearer {token}";

    public static void PutBearer(RequestDraft request, string token) => request.SetHeader(Name, Bearer(token));
}
