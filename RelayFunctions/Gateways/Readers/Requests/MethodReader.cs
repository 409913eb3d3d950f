using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Readers.Requests;

/// <summary>Reads a request's <c>method</c>.</summary>
internal static class MethodReader
{
    private const string Key = "method";

    private static readonly string[] Methods = ["POST", "PUT", "PATCH", "GET", "DELETE"];

    /// <summary>Returns the method; <c>POST</c> if the key is missing or has another value.</summary>
    public static HttpMethod Read(SettingSection section)
    {
        var method = section.String(Key, Methods) ?? HttpMethod.Post.Method;
        if (Methods.Contains(method, StringComparer.Ordinal))
            return new HttpMethod(method);

        section.Fault(Key, $"must be one of {string.Join(", ", Methods)}");
        return HttpMethod.Post;
    }
}
