using RelayFunctions.Gateways.Readers.Authentication;
using RelayFunctions.Gateways.Readers.Requests;
using RelayFunctions.Gateways.Readers.Values;
using RelayFunctions.Gateways.Requests;
using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Readers;

/// <summary>Reads the format of a gateway's requests.</summary>
internal static class RequestReader
{
    private static readonly Dictionary<string, IdempotencyKey> IdempotencyKeys = new(StringComparer.Ordinal)
    {
        ["message"] = IdempotencyKey.Message,
        ["attempt"] = IdempotencyKey.Attempt,
        ["none"] = IdempotencyKey.None,
    };

    public static RequestFormat Read(SettingSection gateway, UrlReader urls, TemplateReader templates)
    {
        var method = MethodReader.Read(gateway);
        var format = new RequestFormat(urls.Read(gateway, templates) ?? UrlReader.Unusable)
        {
            Method = method,
            Query = FieldReader.Read(gateway, "query", "the query's", templates),
            Headers = HeaderReader.Read(gateway, templates),
            Body = BodyTemplateReader.Read(gateway, templates) ?? DefaultBody(method),
            Auth = AuthReader.Read(gateway, templates),
            Idempotency = ChoiceReader.Read(gateway, "idempotency", IdempotencyKeys),
        };
        RejectFieldsOfAuth(gateway, format);
        return format;
    }

    // It is unclear which of the two values is meant; the one in clear text would be dropped, or both would be sent.
    private static void RejectFieldsOfAuth(SettingSection gateway, RequestFormat format)
    {
        Reject("headers", format.Headers, format.Auth?.HeaderNames, StringComparer.OrdinalIgnoreCase);
        Reject("query", format.Query, format.Auth?.QueryNames, StringComparer.Ordinal);

        void Reject(
            string key, IReadOnlyList<FieldFormat> fields, IReadOnlyList<string>? taken, StringComparer comparer)
        {
            foreach (var (name, _) in fields.Where(field => taken?.Contains(field.Name, comparer) == true))
                gateway.Faults.Add(gateway.Path.Under(key).Under(name), "is also set by auth: remove one of the two");
        }
    }

    private static PlainBody? DefaultBody(HttpMethod method) =>
        method == HttpMethod.Get || method == HttpMethod.Delete ? null : PlainBody.Instance;
}
