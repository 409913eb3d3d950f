using System.Security.Cryptography;
using System.Text;
using RelayFunctions.Gateways.Auth;
using RelayFunctions.Gateways.Readers.Requests;
using RelayFunctions.Gateways.Readers.Values;
using RelayFunctions.Gateways.Requests;
using RelayFunctions.Gateways.Sections;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Readers.Authentication;

/// <summary>Reads <c>auth.hmac</c>.</summary>
internal static class HmacReader
{
    private const string Key = "key";
    private const string Headers = "headers";

    private static readonly Dictionary<string, HashAlgorithmName> Algorithms = new(StringComparer.Ordinal)
    {
        ["sha256"] = HashAlgorithmName.SHA256,
        ["sha512"] = HashAlgorithmName.SHA512,
        ["sha1"] = HashAlgorithmName.SHA1,
    };

    private static readonly Dictionary<string, Func<byte[], string>> Encodings = new(StringComparer.Ordinal)
    {
        ["hex"] = Convert.ToHexStringLower,
        ["base64"] = Convert.ToBase64String,
    };

    private static readonly Dictionary<string, Func<string, byte[]>> KeyEncodings = new(StringComparer.Ordinal)
    {
        ["text"] = Encoding.UTF8.GetBytes,
        ["hex"] = Convert.FromHexString,
        ["base64"] = Convert.FromBase64String,
    };

    public static HmacAuth? Read(SettingSection section, TemplateReader templates)
    {
        var places = templates.Of(SigningVariables.OfPlaces);
        var before = section.Faults.All.Count;
        var headers = HeaderReader.Read(section, places);
        var query = FieldReader.Read(section, "query", "the query's", places);
        var hasFault = section.Faults.All.Count > before;
        var auth = new HmacAuth(
            ChoiceReader.Read(section, "algorithm", Algorithms), KeyOf(section, templates) ?? [], templates.Values)
        {
            Encode = ChoiceReader.Read(section, "encoding", Encodings),
            Content = templates.Of(SigningVariables.OfContent).Read(
                section, "content", "what is signed", Escaping.None),
            Headers = headers,
            Query = query,
        };
        // The place of the signature may be what has the fault.
        if (hasFault)
        {
            section.RejectUnknownKeys();
            return auth;
        }

        if (!auth.Headers.Concat(auth.Query).Any(IsSignature))
        {
            section.Fault(
                Headers,
                "must contain the signature, as in \"X-Signature\": \"sha256={{ signature }}\"; or query must");
        }
        else if (FaultOf(auth) is { } fault)
        {
            section.Fault(Headers, fault);
        }
        section.RejectUnknownKeys();
        return auth;
    }

    // Unless a template reads the request, no value of a signature comes from a caller: then a template that renders
    // once always does.
    private static string? FaultOf(HmacAuth auth)
    {
        try
        {
            var content = new RequestContent(JsonBody.DefaultType, "{}"u8.ToArray());
            var request = new RequestDraft(HttpMethod.Post, RequestFormat.AnyAddress, [], content);
            auth.Sign(request, new SigningContext("0", DateTimeOffset.UnixEpoch));
            return null;
        }
        catch (RenderException exception)
        {
            return exception.Message;
        }
    }

    private static bool IsSignature(FieldFormat field) =>
        field.Value.References.Any(reference => reference.Root == SigningVariables.Signature);

    private static byte[]? KeyOf(SettingSection section, TemplateReader templates)
    {
        var decode = ChoiceReader.Read(section, "keyEncoding", KeyEncodings);
        if (templates.ReadRequired(section, Key) is not { } text)
            return null;

        try
        {
            return decode(text);
        }
        catch (FormatException)
        {
            section.Fault(Key, "is not of the kind that keyEncoding says");
            return null;
        }
    }
}
