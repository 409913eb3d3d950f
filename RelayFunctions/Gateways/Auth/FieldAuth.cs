using System.Text;
using RelayFunctions.Gateways.Masking;
using RelayFunctions.Gateways.Requests;

namespace RelayFunctions.Gateways.Auth;

/// <summary>A fixed value in a header or in the query, such as a bearer token, a user with a password, a key.</summary>
internal sealed class FieldAuth : RequestAuth
{
    private readonly string _name;
    private readonly string _value;
    private readonly string _masked;
    private readonly bool _isInQuery;

    private FieldAuth(string name, string value, string masked, bool isInQuery)
    {
        _name = name;
        _value = value;
        _masked = masked;
        _isInQuery = isInQuery;
    }

    /// <summary><c>Authorization: Bearer TOKEN</c> (RFC 6750).</summary>
    public static FieldAuth Bearer(string token) => new(
        AuthorizationHeader.Name,
        AuthorizationHeader.Bearer(token),
        AuthorizationHeader.Bearer(SecretMask.Text),
        isInQuery: false);

    /// <summary><c>Authorization: Basic ...</c> (RFC 7617), in UTF-8.</summary>
    public static FieldAuth Basic(string user, string password) => new(
        AuthorizationHeader.Name,
        $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))}",
        $"Basic {SecretMask.Text}",
        isInQuery: false);

    /// <summary>A header that the gateway defines.</summary>
    public static FieldAuth Header(string name, string value) => new(name, value, SecretMask.Text, isInQuery: false);

    /// <summary>A parameter of the query.</summary>
    public static FieldAuth Query(string name, string value) => new(name, value, SecretMask.Text, isInQuery: true);

    public override IReadOnlyList<string> HeaderNames => _isInQuery ? [] : [_name];

    public override IReadOnlyList<string> QueryNames => _isInQuery ? [_name] : [];

    public override bool ShowsCredentials => true;

    public override void Sign(RequestDraft request, SigningContext context) => Put(request, _value);

    public override void Mask(RequestDraft request, SigningContext context) => Put(request, _masked);

    private void Put(RequestDraft request, string value)
    {
        if (_isInQuery)
            request.AddQuery(_name, value);
        else
            request.SetHeader(_name, value);
    }
}
