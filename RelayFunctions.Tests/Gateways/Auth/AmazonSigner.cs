using System.Globalization;
using System.Text;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Runtime.Internal.Util;

namespace RelayFunctions.Tests.Gateways.Auth;

/// <summary>Signs with Amazon's own client, using the credentials of its documentation.</summary>
internal static class AmazonSigner
{
    public const string KeyId = "AKIAIOSFODNN7EXAMPLE";
    public const string Secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    public static DateTimeOffset Then { get; } = new(2013, 5, 24, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Returns the value of <c>Authorization</c> for a request.</summary>
    /// <param name="method">The method.</param>
    /// <param name="endpoint">The address without a path.</param>
    /// <param name="path">The path, not escaped.</param>
    /// <param name="query">The query, not escaped.</param>
    /// <param name="body">The body; empty for none.</param>
    /// <param name="service">The service's name.</param>
    /// <param name="sessionToken">The token of temporary credentials; null for none.</param>
    /// <param name="date">The value of <c>X-Amz-Date</c>; null for <see cref="Then"/>.</param>
    /// <param name="bare">Whether to omit the two headers of the gateway's format.</param>
    public static string Authorization(
        string method, string endpoint, string path, string query, string body, string service, string? sessionToken,
        string? date = null, bool bare = false)
    {
        var request = new DefaultRequest(new AnyRequest(), service)
        {
            HttpMethod = method,
            Endpoint = new Uri(endpoint),
            ResourcePath = path,
            Content = Encoding.UTF8.GetBytes(body),
            AuthenticationRegion = "us-east-1",
            OverrideSigningServiceName = service,
            UseQueryString = true,
            UseDoubleEncoding = service != "s3",
        };
        foreach (var pairs in query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).GroupBy(pair => pair[0]))
            request.ParameterCollection.Add(pairs.Key, pairs.Select(pair => pair[1]).ToList());
        if (body.Length > 0)
            request.Headers["Content-Type"] = "text/plain; charset=utf-8";
        if (!bare)
        {
            request.Headers["X-Amz-Target"] = "Service.Action";
            request.Headers["X-Spaces"] = "a   b";
        }

        if (sessionToken is not null)
            request.Headers["X-Amz-Security-Token"] = sessionToken;
        var time = date is null ? Then.UtcDateTime : DateTime.ParseExact(
            date, "yyyyMMdd'T'HHmmss'Z'", null, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal);
        return new AWS4Signer().SignRequest(request, new AnyConfig(), new RequestMetrics(), KeyId, Secret, time).ForAuthorizationHeader;
    }

    private sealed class AnyRequest : AmazonWebServiceRequest;

    private sealed class AnyConfig() : ClientConfig(new DefaultConfigurationProvider([new DefaultConfiguration { Name = DefaultConfigurationMode.Standard }]))
    {
        public override string RegionEndpointServiceName => "any";

        public override string ServiceVersion => "1";

        public override string UserAgent => "any";

        public override Endpoint DetermineServiceOperationEndpoint(
            ServiceOperationEndpointParameters parameters) => throw new NotSupportedException();
    }
}
