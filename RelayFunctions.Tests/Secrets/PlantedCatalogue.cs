using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using RelayFunctions.Tests.Gateways.Auth;
using RelayFunctions.Tests.Gateways.Certificates;
using RelayFunctions.Tests.RecordingGateways;

namespace RelayFunctions.Tests.Secrets;

/// <summary>A catalogue of gateways that have, together, a secret in each place that can contain one.</summary>
internal static partial class PlantedCatalogue
{
    private const string CertificatePassword = "certificatePassword";

    /// <summary>
    /// The gateways; <c>URL</c> stands for their address and <c>TOKENS</c> for that of the token endpoint.
    /// </summary>
    private static readonly (string Name, string Entry)[] Gateways =
    [
        ("url", """ "url": "URL/{{ secrets.path }}?k={{ secrets.urlQuery }}", "query": { "p": "{{ secrets.pair }}" }, "headers": { "X-Key": "{{ secrets.header }}" } """),
        ("json", """ "url": "URL", "body": { "json": { "k": "{{ secrets.json }}" } } """),
        ("ndjson", """ "url": "URL", "body": { "ndjson": [{ "k": "{{ secrets.ndjson }}" }] } """),
        ("form", """ "url": "URL", "body": { "form": { "k": "{{ secrets.form }}" } } """),
        ("multipart", """ "url": "URL", "body": { "multipart": { "k": "{{ secrets.multipart }}" } } """),
        ("xml", """ "url": "URL", "body": { "xml": "<k>{{ secrets.xml }}</k>" } """),
        ("text", """ "url": "URL", "body": { "text": "{{ secrets.text }}" } """),
        ("encoded", """ "url": "URL", "body": { "text": "{{ secrets.encoded | base64_encode }}" } """),
        ("bearer", """ "url": "URL", "auth": { "bearer": "{{ secrets.bearer }}" } """),
        ("basic", """ "url": "URL", "auth": { "basic": { "user": "{{ secrets.user }}", "password": "{{ secrets.password }}" } } """),
        ("header", """ "url": "URL", "auth": { "header": { "name": "X-Key", "value": "{{ secrets.authHeader }}" } } """),
        ("query", """ "url": "URL", "auth": { "query": { "name": "key", "value": "{{ secrets.authQuery }}" } } """),
        ("hmac", """ "url": "URL", "auth": { "hmac": { "key": "{{ secrets.hmacKey }}", "headers": { "X-Signature": "{{ signature }}{{ secrets.hmacHeader }}" } } } """),
        ("webhooks", """ "url": "URL", "auth": { "standardWebhooks": { "secret": "{{ secrets.webhook }}", "previousSecret": "{{ secrets.previous }}" } } """),
        ("aws", """ "url": "URL", "auth": { "awsSigV4": { "accessKeyId": "{{ secrets.keyId }}", "secretAccessKey": "{{ secrets.awsKey }}", "sessionToken": "{{ secrets.session }}", "region": "us-east-1", "service": "sns" } } """),
        ("client", """ "url": "URL", "auth": { "oauth2": { "tokenUrl": "TOKENS/granted", "clientId": "{{ secrets.clientId }}", "clientSecret": "{{ secrets.clientSecret }}" } } """),
        ("clientInBody", """ "url": "URL", "auth": { "oauth2": { "tokenUrl": "TOKENS/granted/{{ secrets.tokenUrl }}", "clientIn": "body", "clientId": "a", "clientSecret": "{{ secrets.bodySecret }}", "scope": "{{ secrets.scope }}" } } """),
        ("clientRefused", """ "url": "URL", "auth": { "oauth2": { "tokenUrl": "TOKENS/refused", "clientId": "a", "clientSecret": "{{ secrets.refusedSecret }}" } } """),
        ("jwt", """ "url": "URL", "auth": { "jwtBearer": { "tokenUrl": "TOKENS/granted", "issuer": "a", "privateKey": "{{ secrets.jwtKey }}" } } """),
        ("login", """ "url": "URL", "auth": { "login": { "url": "TOKENS/granted", "token": "/access_token", "headers": { "X-Key": "{{ secrets.loginHeader }}" }, "query": { "k": "{{ secrets.loginQuery }}" }, "body": { "json": { "password": "{{ secrets.loginBody }}" } } } } """),
        ("loginInQuery", """ "url": "URL", "auth": { "login": { "url": "TOKENS/granted/{{ secrets.loginUrl }}", "token": "/access_token", "body": { "text": "{{ secrets.loginText | base64_encode }}" }, "tokenIn": { "query": "k" } } } """),
        ("loginInHeader", """ "url": "URL", "auth": { "login": { "url": "TOKENS/granted", "method": "GET", "token": "/access_token", "query": { "k": "{{ secrets.loginGet }}" }, "tokenIn": { "header": "X-Key", "prefix": "{{ secrets.loginPrefix }}" } } } """),
        ("loginRefused", """ "url": "URL", "reason": { "json": "/error_description" }, "auth": { "login": { "url": "TOKENS/refused", "token": "/access_token", "body": { "form": { "p": "{{ secrets.refusedSecret }}" } } } } """),
        ("ownJwt", """ "url": "URL", "auth": { "jwt": { "issuer": "a", "privateKey": "{{ secrets.jwtKey }}" } }, "headers": { "X-Key": "{{ secrets.jwtHeader }}" } """),
        ("certificate", """ "url": "https://localhost:1/", "certificate": { "file": "client.pfx", "password": "{{ secrets.certificatePassword }}" } """),
    ];

    /// <summary>The gateways whose secrets are only keys: the request shows what was derived from them.</summary>
    public static IReadOnlyList<string> SendNone { get; } = ["webhooks", "clientRefused", "loginRefused", "certificate"];

    public static IReadOnlyList<string> Names { get; } = [.. Gateways.Select(gateway => gateway.Name), "literal"];

    /// <summary>Writes the catalogue, once for each address, and returns the settings that belong to it.</summary>
    /// <param name="folder">The folder of its files.</param>
    /// <param name="tokens">The address of the token endpoint.</param>
    /// <param name="addresses">The addresses of the gateways, by the suffixes of their names.</param>
    public static Dictionary<string, string> Write(string folder, string tokens, IReadOnlyDictionary<string, string> addresses)
    {
        WriteCertificate(folder);
        var settings = new Dictionary<string, string> { ["Relay:GatewaysFile"] = Path.Combine(folder, "gateways.json") };
        var entries = new StringBuilder();
        foreach (var (ending, url) in addresses)
        {
            foreach (var (name, entry) in Gateways)
            {
                entries.Append($$"""{{(entries.Length == 0 ? "" : ",")}}"{{name}}_{{ending}}": { {{entry}} }""");
                foreach (Match secret in SecretPattern().Matches(entry))
                    settings[$"Gateways:{name}_{ending}:secrets:{secret.Groups[1].Value}"] = Value(secret.Groups[1].Value);
            }

            // Configuration can define a gateway without the file, and its values are as secret.
            settings[$"Gateways:literal_{ending}:url"] = $"{url}/{Planted.Mark}/path?k={Planted.Mark}";
            settings[$"Gateways:literal_{ending}:headers:X-Key"] = Planted.Secret("literalHeader");
            settings[$"Gateways:literal_{ending}:query:k"] = Planted.Secret("literalQuery");
            settings[$"Gateways:literal_{ending}:body:text"] = Planted.Secret("literalBody");
            settings[$"Gateways:literal_{ending}:auth:bearer"] = Planted.Secret("literalBearer");
            entries.Replace("URL", url);
        }

        File.WriteAllText(settings["Relay:GatewaysFile"], $$"""{"gateways": { {{entries.Replace("TOKENS", tokens)}} } }""");
        return settings;
    }

    /// <summary>The response of a token endpoint at <c>/tokens</c>; null for other requests.</summary>
    public static StubResponse? TokenFor(ReceivedRequest request) =>
        !request.Target.StartsWith("/tokens/", StringComparison.Ordinal) ? null
        : request.Target.StartsWith("/tokens/granted", StringComparison.Ordinal)
            ? new StubResponse(200, $$"""{"access_token": "{{Planted.Secret("token")}}", "refresh_token": "{{Planted.Secret("refresh")}}", "expires_in": 3600}""")
            : new StubResponse(400, $$"""{"error": "invalid_client", "error_description": "{{Planted.Secret("refusedSecret")}}"}""");

    private static void WriteCertificate(string folder)
    {
        using var certificates = new TestCertificates();
        using var client = certificates.Create("client");
        File.WriteAllBytes(Path.Combine(folder, "client.pfx"), client.Export(X509ContentType.Pkcs12, Value(CertificatePassword)));
    }

    // Some places can't contain every text.
    private static string Value(string place) => place switch
    {
        "keyId" => $"AKIA{Planted.Mark}",
        "webhook" or "previous" => $"whsec_{Convert.ToBase64String(Encoding.ASCII.GetBytes(Planted.Secret(place)))}",
        // Text before the key is allowed in PEM (RFC 7468, section 2).
        "jwtKey" => $"{Planted.Secret(place)}\n{TestKey.Pem}",
        _ => Planted.Secret(place),
    };

    [GeneratedRegex(@"secrets\.(\w+)")]
    private static partial Regex SecretPattern();
}
