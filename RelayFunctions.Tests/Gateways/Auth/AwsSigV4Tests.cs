using System.Text;
using RelayFunctions.Gateways;
using RelayFunctions.Tests.Gateways.Requests;
using RelayFunctions.Tests.Gateways.Sending;

namespace RelayFunctions.Tests.Gateways.Auth;

public sealed class AwsSigV4Tests
{
    private const string KeyId = AmazonSigner.KeyId;
    private const string Secret = AmazonSigner.Secret;

    private static readonly DateTimeOffset Then = AmazonSigner.Then;

    // https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
    [Theory]
    [InlineData(
        "/test.txt", "\"Range\": \"bytes=0-9\"",
        "host;range;x-amz-content-sha256;x-amz-date", "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")]
    [InlineData(
        "/?lifecycle", "",
        "host;x-amz-content-sha256;x-amz-date", "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543")]
    [InlineData(
        "/?prefix=J&max-keys=2", "",
        "host;x-amz-content-sha256;x-amz-date", "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")]
    public void Sign_ExamplesOfS3sPage_AreSignedAsThere(string target, string headers, string names, string signature)
    {
        var request = Load(
            $$"""
            "url": "https://examplebucket.s3.amazonaws.com{{target}}", "method": "GET", "headers": { {{headers}} }
            """,
            "s3").Fill("", now: Then);

        Assert.Equal(
            $"AWS4-HMAC-SHA256 Credential={KeyId}/20130524/us-east-1/s3/aws4_request, SignedHeaders={names}, Signature={signature}",
            request.Header("Authorization"));
        Assert.Equal("20130524T000000Z", request.Header("X-Amz-Date"));
    }

    public static TheoryData<string, string, string, string, string, string> Requests => new()
    {
        { "POST", "https://sns.us-east-1.amazonaws.com", "/", "", "Action=Publish&Message=Hi+%26+%C3%A9", "sns" },
        { "POST", "https://dynamodb.eu-west-1.amazonaws.com", "/", "", """{"a":1}""", "dynamodb" },
        // Amazon's client sends brackets and similar characters in a path unescaped, Relay escapes them, and each signs
        // what it sends.
        { "PUT", "https://api.example.com", "/a b/ü:1~/x", "b=2&a=1 2&a=(1)+1/é*'!&c=", """{"a":1}""", "execute-api" },
        { "PUT", "https://bucket.s3.amazonaws.com", "/a b/ü:1~/x", "", "text", "s3" },
        { "GET", "http://localhost:4566", "/x", "Z=1&a=2&A=3", "", "sqs" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public void Sign_AnyRequest_EqualsTheSignatureOfAmazonsSigner(
        string method, string endpoint, string path, string query, string body, string service)
    {
        foreach (var sessionToken in new[] { null, "t0ken/+=" })
        {
            var draft = Load(
                $$"""
                "url": "{{endpoint}}{{path}}{{(query.Length == 0 ? "" : $"?{query}")}}",
                "method": "{{method}}",
                "headers": { "X-Amz-Target": "Service.Action", "X-Spaces": "a   b" }
                """.Replace(" 2", "%202", StringComparison.Ordinal).Replace("/a b", "/a%20b", StringComparison.Ordinal),
                service,
                sessionToken,
                body.Length > 0).Fill(body, now: Then);

            Assert.Equal(
                AmazonSigner.Authorization(method, endpoint, path, query, body, service, sessionToken), draft.Header("Authorization"));
        }
    }

    [Fact]
    public void Sign_OnAnotherDay_UsesThatDaysKey()
    {
        const string endpoint = "https://sns.us-east-1.amazonaws.com";
        var gateway = Load($""" "url": "{endpoint}/", "method": "GET" """, "sns");

        foreach (var now in new[] { Then, Then.AddDays(1), Then })
        {
            var signed = gateway.Fill("", now: now);
            Assert.Equal(
                AmazonSigner.Authorization("GET", endpoint, "/", "", "", "sns", null, signed.Header("X-Amz-Date"), bare: true),
                signed.Header("Authorization"));
        }
    }

    [Fact]
    public async Task Send_Request_ArrivesAsItWasSigned()
    {
        await using var stub = await StubGateway.StartAsync(200);
        using var sender = new SenderFixture();
        var gateway = Load($$""" "url": "{{stub.Url}}a:b/c%20d?z=(1)&a" """, "execute-api", hasBody: true);

        Assert.Null((await sender.SendAsync(gateway)).Error);

        var (_, headers, body) = Assert.Single(stub.Requests);
        Assert.Equal("Hello", Encoding.UTF8.GetString(body));
        Assert.Equal(
            AmazonSigner.Authorization(
                "POST", stub.Url.AbsoluteUri.TrimEnd('/'), "/a:b/c d", "a=&z=(1)", "Hello", "execute-api", null,
                headers["X-Amz-Date"]!, bare: true),
            headers.Authorization.ToString());
    }

    [Fact]
    public void Load_SessionTokenAsAHeader_IsAcceptedWhereAuthHasNone() => Assert.Empty(GatewayFixture.FaultsOf(
        $$$$"""
        {
          "url": "https://a.example", "headers": { "X-Amz-Security-Token": "{{ secrets.session }}" },
          "auth": { "awsSigV4": { "accessKeyId": "{{{{KeyId}}}}", "secretAccessKey": "{{ secrets.key }}", "region": "us-east-1", "service": "sns" } }
        }
        """,
        ("secrets:session", "t0ken"), ("secrets:key", Secret)));

    [Fact]
    public void Mask_Request_ShowsWhatIsSignedButNoKeyAndNoSignature()
    {
        var request = Load(""" "url": "https://a.example", "method": "GET" """, "sns", "s3cret").Fill("", now: Then, masked: true);

        Assert.Equal(
            "AWS4-HMAC-SHA256 Credential=SECRET/20130524/us-east-1/sns/aws4_request, "
            + "SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token, Signature=SECRET",
            request.Header("Authorization"));
        Assert.Equal("SECRET", request.Header("X-Amz-Security-Token"));
    }

    [Theory]
    [InlineData("secretAccessKey", null, "is missing")]
    [InlineData("accessKeyId", "s3cret,", "is not an access key id")]
    [InlineData("region", "US East", "is not a valid AWS region")]
    [InlineData("service", "s/ns", "is not a valid AWS service name")]
    [InlineData("sessionToken", "s3cret\n", "must be printable ASCII")]
    public void Load_InvalidAuth_IsAFaultWithoutTheValue(string key, string? value, string fault)
    {
        var keys = new Dictionary<string, string>
        {
            ["accessKeyId"] = KeyId,
            ["secretAccessKey"] = Secret,
            ["region"] = "us-east-1",
            ["service"] = "sns",
        };
        if (value is null)
            keys.Remove(key);
        else
            keys[key] = value;

        var found = Assert.Single(GatewayFixture.FaultsOf(
            $$"""{"url": "http://a", "auth": {"awsSigV4": {{System.Text.Json.JsonSerializer.Serialize(keys)}} } }"""));

        Assert.StartsWith($"gateways.json: gateway 'partner': auth.awsSigV4.{key}: {fault}", found, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", found, StringComparison.Ordinal);
    }

    private static Gateway Load(
        string keys, string service, string? sessionToken = null, bool hasBody = false)
    {
        (string, string)[] token = sessionToken is null ? [] : [("auth:awsSigV4:sessionToken", sessionToken)];
        return GatewayFixture.Load(
            $$$"""
            {
              {{{keys}}},
              {{{(hasBody ? """ "body": { "text": "{{ message }}" }, """ : "")}}}
              "auth": {
                "awsSigV4": {
                  "accessKeyId": "{{{KeyId}}}", "secretAccessKey": "{{ secrets.key }}", "region": "us-east-1", "service": "{{{service}}}"
                }
              }
            }
            """,
            [("secrets:key", Secret), .. token]);
    }
}
